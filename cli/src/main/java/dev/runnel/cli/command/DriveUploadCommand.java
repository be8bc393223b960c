package dev.runnel.cli.command;

import dev.runnel.cli.drive.DriveApplication;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.connectors.drive.client.DriveClient;
import dev.runnel.connectors.drive.client.Patience;
import dev.runnel.connectors.drive.upload.Upload;
import dev.runnel.core.json.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel drive upload}. */
@Command(
        name = "upload",
        description = {
            "Puts a file into Google Drive: a new one, or the new content of the one that has its name there.",
            "Only files that were put there so can get another content."
        })
public final class DriveUploadCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "The pipeline's folder (here).")
    private Path directory;

    @Mixin
    private DriveAccountOption account;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "The folder in Drive, by its name, id or address (the root).")
    private @Nullable String folder;

    @Option(names = "--name", paramLabel = "NAME", description = "The name in Drive (the file's own).")
    private @Nullable String name;

    @Option(names = "--json", description = "Print what became of it as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.INVALID_PIPELINE, "there is no file " + file);
        }
        DriveApplication application = account.application(directory);
        Upload upload = new Upload(
                file,
                Optional.ofNullable(name).orElseGet(() -> String.valueOf(file.getFileName())),
                Optional.ofNullable(folder));
        Upload.Uploaded uploaded;
        try {
            uploaded = upload.run(DriveClient.of(
                    application.key().account(),
                    List.of(DriveClient.READING, DriveClient.WRITING),
                    application.endpoint(),
                    Patience.USUAL));
        } catch (IOException e) {
            throw DriveApplication.failure(e);
        }
        tell(uploaded);
        return ExitCode.OK.number();
    }

    private void tell(Upload.Uploaded uploaded) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", uploaded.id());
            fields.put("name", uploaded.name());
            fields.put("link", uploaded.link());
            fields.put("new", uploaded.isNew());
            out.print(JsonText.pretty(fields) + "\n");
        } else {
            out.println((uploaded.isNew() ? "put into Drive: " : "new content in Drive: ") + uploaded.name());
            out.println("  id    " + uploaded.id());
            out.println("  link  " + uploaded.link());
        }
        out.flush();
    }
}
