package dev.runnel.cli.command;

import dev.runnel.cli.drive.DriveApplication;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.connectors.drive.account.KeyFile;
import dev.runnel.connectors.drive.account.TokenFile;
import dev.runnel.connectors.drive.signin.SignInFlow;
import dev.runnel.core.json.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel drive login}. */
@Command(
        name = "login",
        description = {
            "Signs in with Google in a browser on this machine, so that a pipeline may read the files of whoever signs in.",
            "The sign-in is kept in the data folder, where only its owner may read it."
        })
public final class DriveLoginCommand implements Callable<Integer> {
    /** How long Google lets the sign-in of an application in testing last. */
    private static final int DAYS_IN_TESTING = 7;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Mixin
    private DriveAccountOption account;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How long to wait for somebody (${DEFAULT-VALUE}).")
    private Duration wait;

    @Option(names = "--json", description = "Print who signed in as JSON; the address goes to the error output.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        DriveApplication application = account.application(directory);
        TokenFile file = TokenFile.in(account.dataDir(directory));
        TokenFile.SignIn signIn;
        try {
            if (!(application.key().key() instanceof KeyFile.Application app)) {
                throw new CommandFailure(
                        ExitCode.INVALID_PIPELINE,
                        "this is the key of a service account, which needs no sign-in: share the files with its address");
            }
            signIn = new SignInFlow(app, application.endpoint()).run(this::show, wait);
            file.write(signIn);
        } catch (IOException e) {
            throw DriveApplication.failure(e);
        }
        tell(signIn, file);
        return ExitCode.OK.number();
    }

    private void show(URI address) {
        PrintWriter out =
                json ? spec.commandLine().getErr() : spec.commandLine().getOut();
        out.println("Open this in a browser on this machine, sign in, and allow what is asked:");
        out.println();
        out.println("  " + address);
        out.println();
        out.flush();
    }

    private void tell(TokenFile.SignIn signIn, TokenFile file) {
        PrintWriter out = spec.commandLine().getOut();
        String end = signIn.at()
                .plus(DAYS_IN_TESTING, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("account", signIn.email());
            fields.put("file", file.path().toString());
            fields.put("scopes", signIn.scopes());
            fields.put("ends_if_in_testing", end);
            out.print(JsonText.pretty(fields) + "\n");
        } else {
            out.println("signed in as " + signIn.email() + "; kept in " + file.path());
            out.println("while the application is in testing mode at Google, the sign-in ends on " + end
                    + "; publish it, or use a service account, and it lasts");
        }
        out.flush();
    }
}
