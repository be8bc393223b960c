package dev.runnel.cli.command;

import dev.runnel.cli.demo.Visitors;
import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import dev.runnel.core.pipeline.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code runnel demo}: the clickstream example with visitors. */
@Command(
        name = "demo",
        description = "Runs the clickstream example with its shop and a few synthetic visitors, until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {
    private static final String EXAMPLE = "clickstream";
    static final String COLLECT = "/collect";

    @Option(names = "--no-visitors", description = "Let nobody in but you.")
    private boolean noVisitors;

    @Mixin
    private RunOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path directory = example();
        Pipeline pipeline = PipelineOption.read(directory);
        return new RunSession(spec, options, pipeline, directory, "shop")
                .run(run -> noVisitors ? () -> {} : Visitors.start(run.http().resolve(COLLECT))::close);
    }

    /** The example's folder. */
    static Path example() {
        // The launcher says where the examples are.
        Path examples = Path.of(
                Optional.ofNullable(System.getProperty("runnel.examples")).orElse("examples"));
        Path example = examples.resolve(EXAMPLE);
        if (!Files.isDirectory(example)) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "the example is not in " + example.toAbsolutePath()
                            + "; set RUNNEL_EXAMPLES to the folder of the examples");
        }
        return example;
    }
}
