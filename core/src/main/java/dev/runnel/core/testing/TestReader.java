package dev.runnel.core.testing;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads and checks the tests of a pipeline. Offline, and without the planner. Not thread safe. */
public final class TestReader {
    /** The folder of a pipeline that holds its tests. */
    public static final String FOLDER = "tests";

    private final List<String> streams;
    private final List<String> tables;
    private final Diagnostics out;

    private TestReader(Pipeline pipeline, Diagnostics out) {
        this.out = out;
        this.streams = pipeline.streams().stream().map(Stream::name).toList();
        this.tables = new ArrayList<>(streams);
        pipeline.models().stream().map(Model::name).forEach(tables::add);
    }

    /**
     * Every test in {@code tests/*.yaml}, by file and place; none when there is no such folder.
     *
     * @param environment the variables that {@code ${env:NAME}} may name
     * @param out takes every mistake found, all at once
     */
    public static List<PipelineTest> read(Pipeline pipeline, Map<String, String> environment, Diagnostics out) {
        List<PipelineTest> tests = new ArrayList<>();
        TestReader reader = new TestReader(pipeline, out);
        for (Path file : files(pipeline.directory().resolve(FOLDER), out)) {
            YamlReader.read(file, environment, out).ifPresent(root -> tests.addAll(reader.file(root)));
        }
        return tests;
    }

    private static List<Path> files(Path folder, Diagnostics out) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            out.error(Code.FILE_MISSING, Location.of(folder), "the folder cannot be read");
            return List.of();
        }
    }

    private List<PipelineTest> file(Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            Kinds.wrongShape(root, "names of tests, each with 'given:' and 'expect:'", out);
            return List.of();
        }
        List<PipelineTest> tests = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            Options.readWhatIsRight(entry.value(), TestDeclarations.test(), out)
                    .ifPresent(settings -> tests.add(test(entry, settings)));
        }
        return tests;
    }

    private PipelineTest test(Node.Entry entry, Settings settings) {
        GivenReader givenReader = new GivenReader(settings.get(TestDeclarations.NOW), out);
        Map<String, List<Given>> given = new LinkedHashMap<>();
        for (Node.Entry stream : settings.find(TestDeclarations.GIVEN).orElse(List.of())) {
            if (known("stream", stream, streams)) {
                given.put(stream.key(), givenReader.read(stream.value()));
            }
        }
        ExpectedReader reader = new ExpectedReader(out);
        Optional<List<Node.Entry>> expect = settings.find(TestDeclarations.EXPECT);
        Optional<List<Node.Entry>> invalid = settings.find(TestDeclarations.INVALID);
        if (expect.isEmpty() && invalid.isEmpty()) {
            out.error(
                    Code.MISSING_KEY,
                    entry.keyAt(),
                    "the test expects nothing",
                    "add 'expect:' with the rows of a model, or 'invalid:' with the invalid records of a stream");
        }
        return new PipelineTest(
                entry.key(),
                entry.keyAt(),
                given,
                expectations("model or stream", expect.orElse(List.of()), tables, reader::rows),
                expectations("model or stream", invalid.orElse(List.of()), tables, reader::invalid));
    }

    private List<ExpectedRows> expectations(
            String what,
            List<Node.Entry> entries,
            List<String> valid,
            Function<Node.Entry, Optional<ExpectedRows>> read) {
        return entries.stream()
                .filter(entry -> known(what, entry, valid))
                .flatMap(entry -> read.apply(entry).stream())
                .toList();
    }

    private boolean known(String what, Node.Entry entry, List<String> valid) {
        if (valid.contains(entry.key())) {
            return true;
        }
        out.unknown(Code.UNKNOWN_KEY, entry.keyAt(), what, entry.key(), valid);
        return false;
    }
}
