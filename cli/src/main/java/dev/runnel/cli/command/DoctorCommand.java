package dev.runnel.cli.command;

import dev.runnel.cli.failure.ExitCode;
import dev.runnel.cli.output.DiagnosticOutput;
import dev.runnel.cli.output.ProbeOutput;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.EnvironmentFile;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runnel doctor}: opens connections, reads no record and changes nothing. */
@Command(
        name = "doctor",
        description = {
            "Asks each system that a pipeline names whether it is there and may be used: databases, topics, files.",
            "Ends with 3 when one is not."
        })
public final class DoctorCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "The pipeline's folder (here).")
    private Path directory;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Diagnostics found = new Diagnostics();
        Optional<Pipeline> pipeline = EnvironmentFile.readPipeline(directory, System.getenv(), found);
        if (pipeline.isEmpty()) {
            out.print(json ? DiagnosticOutput.json(pipeline, found) + "\n" : DiagnosticOutput.text(pipeline, found));
            out.flush();
            return ExitCode.INVALID_PIPELINE.number();
        }
        FileAccess files = EnvironmentFile.read(directory, System.getenv(), new Diagnostics())
                .files();
        List<ProbeOutput.Probe> probes = new ArrayList<>();
        for (Stream stream : pipeline.get().streams()) {
            probes.add(probe(stream.name(), "source", stream.source(), files));
            stream.destinations().forEach(d -> probes.add(probe(stream.name(), "destination", d, files)));
        }
        for (Model model : pipeline.get().models()) {
            model.destinations().forEach(d -> probes.add(probe(model.name(), "destination", d, files)));
        }
        out.print(json ? ProbeOutput.json(probes) + "\n" : ProbeOutput.text(probes));
        out.flush();
        boolean ready = probes.stream().allMatch(ProbeOutput.Probe::isReady);
        return (ready ? ExitCode.OK : ExitCode.ENVIRONMENT).number();
    }

    private ProbeOutput.Probe probe(String name, String role, Endpoint endpoint, FileAccess files) {
        Diagnostics out = new Diagnostics();
        endpoint.connector().probe(endpoint.settings(), directory, files, out);
        return new ProbeOutput.Probe(name, role, endpoint.type(), out);
    }
}
