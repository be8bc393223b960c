package dev.runnel.core.pipeline;

import dev.runnel.core.connector.Kinds;
import dev.runnel.core.connector.Option;
import dev.runnel.core.connector.Options;
import dev.runnel.core.connector.ReadsFiles;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.connector.WritesLake;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.environment.EnvironmentSettings;
import dev.runnel.core.environment.FileAccess;
import dev.runnel.core.environment.HadoopClient;
import dev.runnel.core.json.JsonText;
import dev.runnel.core.yaml.YamlReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file that says where a pipeline runs, {@code env/embedded.yaml} in its folder: what a pipeline itself never names.
 * Read offline.
 */
public final class EnvironmentFile {
    /** The file's place in a pipeline's folder; it need not be there. */
    public static final String FILE = "env/embedded.yaml";

    static final Option<List<String>> ALLOW_PATHS = Option.of(
                    "allow_paths",
                    Kinds.oneOrMore(Kinds.string()),
                    "Folders and addresses outside the pipeline's folder whose files its sources may read:"
                            + " `/data/in`, `s3://bucket/orders`, `hdfs://namenode:8020/in`.")
            .or(List.of());
    static final Option<URI> S3_ENDPOINT =
            Option.of("endpoint", Kinds.httpUrl(), "The address of a server that is not Amazon's.");
    static final Option<Boolean> S3_PATH_STYLE = Option.of(
                    "path_style",
                    Kinds.bool(),
                    "Whether the bucket is in an address's path rather than in its host's name.")
            .or(false);
    static final Option<String> S3_REGION = Option.of("region", Kinds.string(), "The region, `eu-central-1`.");
    static final Option<String> S3_ACCESS_KEY = Option.of(
            "access_key",
            Kinds.secret(),
            "Who signs in: `${env:NAME}` or `${file:path}`; left out, what the machine is given by Amazon's own means.");
    static final Option<String> S3_SECRET_KEY =
            Option.of("secret_key", Kinds.secret(), "The secret of `access_key`: `${env:NAME}` or `${file:path}`.");
    static final Option<Settings> S3 = Option.of(
            "s3",
            Kinds.record(List.of(S3_ENDPOINT, S3_PATH_STYLE, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY)),
            "How `s3://` addresses are reached.");
    static final Option<String> HDFS_USER = Option.of(
            "user",
            Kinds.string(),
            "Who reads and writes there, where the name node takes a client's word for it; left out, the user of the machine.");
    static final Option<Settings> HDFS = Option.of(
            "hdfs",
            Kinds.record(List.of(HDFS_USER)),
            "How `hdfs://` addresses are reached. A cluster's own `core-site.xml` and `hdfs-site.xml` are read from the"
                    + " folder that the variable `HADOOP_CONF_DIR` names.");

    static final Option<URI> LAKE = Option.of(
            "lake",
            new LakeKind(),
            "The folder of the lake's tables, `hdfs://namenode:8020/lake` or `file:///data/lake`; left out, that in the data"
                    + " folder.");

    private static final List<Option<?>> OPTIONS = List.of(ALLOW_PATHS, LAKE, S3, HDFS);

    private EnvironmentFile() {}

    /**
     * Reads it; where it is not there nothing is allowed, and the lake is in the data folder.
     *
     * @param variables that {@code ${env:NAME}} may name
     * @param out takes every mistake found
     */
    public static EnvironmentSettings read(Path directory, Map<String, String> variables, Diagnostics out) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return EnvironmentSettings.NONE;
        }
        return YamlReader.read(file, variables, out)
                .flatMap(root -> Options.read(root, OPTIONS, out))
                .map(settings -> settings(settings, out))
                .orElse(EnvironmentSettings.NONE);
    }

    private static EnvironmentSettings settings(Settings settings, Diagnostics out) {
        Map<String, String> systems = new LinkedHashMap<>();
        settings.find(S3).ifPresent(s3 -> {
            if (s3.find(S3_ACCESS_KEY).isPresent() != s3.find(S3_SECRET_KEY).isPresent()) {
                out.error(
                        Code.MISSING_KEY,
                        s3.at(),
                        "`access_key` and `secret_key` belong together",
                        "add the other one");
            }
            s3.find(S3_ENDPOINT).ifPresent(url -> systems.put("s3.endpoint", url.toString()));
            systems.put("s3.path-style-access", String.valueOf(s3.get(S3_PATH_STYLE)));
            s3.find(S3_REGION).ifPresent(region -> systems.put("s3.region", region));
            s3.find(S3_ACCESS_KEY).ifPresent(key -> systems.put("s3.access-key", key));
            s3.find(S3_SECRET_KEY).ifPresent(key -> systems.put("s3.secret-key", key));
        });
        Optional<URI> lake = settings.find(LAKE);
        boolean hadoop = settings.get(ALLOW_PATHS).stream().anyMatch(HadoopClient::isReached)
                || lake.map(URI::toString).filter(HadoopClient::isReached).isPresent();
        if (hadoop || settings.find(HDFS).isPresent()) {
            systems.putAll(HadoopClient.settings(settings.find(HDFS).flatMap(hdfs -> hdfs.find(HDFS_USER))));
        }
        return new EnvironmentSettings(new FileAccess(settings.get(ALLOW_PATHS), systems), lake);
    }

    /** Reports what a pipeline reads and this environment does not allow, and what it writes and the lake does not take. */
    public static void check(Pipeline pipeline, EnvironmentSettings environment, Diagnostics out) {
        for (Stream stream : pipeline.streams()) {
            if (stream.source().connector() instanceof ReadsFiles source) {
                source.checkPaths(
                        stream.source().settings(),
                        pipeline.directory(),
                        environment.files().allowed(),
                        out);
            }
        }
        environment.lake().ifPresent(lake -> {
            pipeline.streams()
                    .forEach(s -> checkLake(s.destinations(), s.contract().type(), lake, out));
            pipeline.models().forEach(m -> checkLake(m.destinations(), new RecordType(List.of()), lake, out));
        });
    }

    private static void checkLake(List<Endpoint> destinations, RecordType type, URI lake, Diagnostics out) {
        for (Endpoint destination : destinations) {
            if (destination.connector() instanceof WritesLake connector) {
                connector.checkLake(destination.settings(), type, lake, out);
            }
        }
    }

    /**
     * Reads and checks a pipeline together with where it runs.
     *
     * @return the pipeline, or empty when there was an error
     */
    public static Optional<Pipeline> readPipeline(Path directory, Map<String, String> variables, Diagnostics out) {
        Optional<Pipeline> pipeline = PipelineReader.read(directory, variables, out);
        EnvironmentSettings environment = read(directory, variables, out);
        pipeline.ifPresent(p -> check(p, environment, out));
        return out.hasErrors() ? Optional.empty() : pipeline;
    }

    /** The JSON Schema (2020-12) of the file, for editors. */
    public static String schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Where a Runnel pipeline runs (" + FILE + ")");
        schema.putAll(Options.schema(OPTIONS));
        return JsonText.pretty(schema);
    }
}
