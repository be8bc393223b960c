package dev.runnel.connectors;

import dev.runnel.connectors.lake.LakeConnector;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Compatibility;
import dev.runnel.core.contract.Contract;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import dev.runnel.core.environment.Environment;
import dev.runnel.core.pipeline.Endpoint;
import dev.runnel.core.pipeline.Model;
import dev.runnel.core.pipeline.Pipeline;
import dev.runnel.core.pipeline.Stream;
import dev.runnel.core.yaml.Node;
import dev.runnel.core.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pipelines, settings and environments made from a few words. */
public final class Fixture {
    public static final LakeConnector LAKE = new LakeConnector();
    public static final Location HERE = Location.of(Path.of("runnel.yaml"));

    /** The clickstream example's contract. */
    public static final RecordType CLICKS = new RecordType(List.of(
            Field.of("id", Type.Primitive.BIGINT, true),
            Field.of("type", Type.Primitive.STRING, true),
            Field.of("package_id", Type.Primitive.STRING, true),
            Field.of(
                    "event",
                    new RecordType(List.of(
                            Field.of("user_agent", Type.Primitive.STRING, false),
                            Field.of("timestamp", Type.Primitive.TIMESTAMP, true),
                            Field.of("page", Type.Primitive.STRING, false),
                            Field.of("price", new Type.Decimal(10, 2), false))),
                    true),
            Field.of("tags", new Type.ListOf(Type.Primitive.STRING), false)));

    private Fixture() {}

    /** Settings of a lake destination as YAML has them; every mistake goes to {@code out}. */
    public static Optional<Settings> read(String yaml, Diagnostics out) {
        try {
            Path file = Files.createTempFile("lake", ".yaml");
            Files.writeString(file, yaml);
            Node node = YamlReader.read(file, Map.of(), out).orElseThrow();
            Files.delete(file);
            return Options.read(node, LAKE.spec().options(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Settings settings(String yaml) {
        Diagnostics out = new Diagnostics();
        return read(yaml, out).orElseThrow(() -> new IllegalArgumentException(out.all() + " in " + yaml));
    }

    public static Endpoint lake(String yaml) {
        return new Endpoint(LAKE, settings(yaml), HERE);
    }

    public static Environment environment(Path folder) {
        return new Environment(
                "embedded",
                "127.0.0.1:1",
                Map.of(),
                folder.resolve("data"),
                folder.resolve("lake").toUri(),
                folder.resolve("checkpoints").toUri(),
                1,
                Duration.ofSeconds(1));
    }

    public static Stream stream(String name, RecordType type, Endpoint... destinations) {
        Contract contract = new Contract(name, type, Optional.empty(), Optional.empty(), Contract.UnknownFields.KEEP);
        return new Stream(
                name,
                "",
                lake("{}"),
                List.of(lake("{}")),
                new Stream.Log(name, 1),
                contract,
                name + ".invalid",
                Optional.empty(),
                Compatibility.BACKWARD,
                List.of(destinations),
                HERE);
    }

    public static Model model(String name, Endpoint... destinations) {
        return new Model(
                name, "", Optional.empty(), List.of(), false, "SELECT 1", HERE, List.of(), List.of(destinations), HERE);
    }

    public static Pipeline pipeline(List<Stream> streams, List<Model> models) {
        return new Pipeline("test", "", Path.of("."), streams, models, Optional.empty());
    }
}
