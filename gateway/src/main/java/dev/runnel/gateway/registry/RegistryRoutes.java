package dev.runnel.gateway.registry;

import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Origins;
import dev.runnel.schema.SchemaType;
import dev.runnel.schema.registry.Entry;
import dev.runnel.schema.registry.RegistryException;
import dev.runnel.schema.registry.RegistryLookup;
import dev.runnel.schema.registry.RegistryRules;
import dev.runnel.schema.registry.RegistryState;
import dev.runnel.schema.registry.SchemaText;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The Confluent schema registry's REST interface (its OpenAPI document, schema-registry-api-spec.yaml) below
 * {@link #PREFIX}. Thread safe.
 */
final class RegistryRoutes {
    static final String PREFIX = "/registry";

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Set<String> TAKEN =
            Set.of(MEDIA_TYPE, "application/vnd.schemaregistry+json", "application/json", "application/octet-stream");
    private static final int BODY_BYTES = 1 << 20;
    private static final int AT_ONCE = 64;
    private static final int WORKERS = 4;

    private final RegistryLog log;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private @Nullable WorkerExecutor workers;

    RegistryRoutes(RegistryLog log) {
        this.log = log;
    }

    private interface Answer {
        Object to(RegistryCall call) throws RegistryException;
    }

    private interface Lookup {
        Object of(RegistryState state, RegistryCall call) throws RegistryException;
    }

    void mount(Vertx vertx, Methods methods) {
        workers = vertx.createSharedWorkerExecutor("runnel-registry", WORKERS);
        schemas(methods);
        subjects(methods);
        versions(methods);
        rules(methods, "/config", this::level, this::setLevel, this::deleteLevel);
        rules(methods, "/mode", this::mode, this::setMode, this::deleteMode);
        answer(methods, HttpMethod.GET, "/", call -> new JsonObject());
    }

    private void schemas(Methods methods) {
        lookup(methods, "/schemas/types", (state, call) -> {
            JsonArray types = new JsonArray();
            Arrays.stream(SchemaType.values()).map(Enum::name).forEach(types::add);
            return types;
        });
        lookup(methods, "/schemas", (state, call) -> {
            JsonArray versions = new JsonArray();
            call.page(listed(state, call)).forEach(v -> versions.add(RegistryAnswers.version(v)));
            return versions;
        });
        String id = "/schemas/ids/:id";
        lookup(methods, id, (state, call) -> RegistryAnswers.schema(RegistryLookup.schema(state, call.id())));
        lookup(methods, id + "/schema", (state, call) -> RegistryLookup.schema(state, call.id())
                .text());
        lookup(methods, id + "/subjects", (state, call) -> {
            JsonArray subjects = new JsonArray();
            users(state, call).stream().map(Entry.Version::subject).distinct().forEach(subjects::add);
            return subjects;
        });
        lookup(methods, id + "/versions", (state, call) -> RegistryAnswers.places(users(state, call)));
    }

    /** The versions of every subject asked for, or only the newest of each. */
    private static List<Entry.Version> listed(RegistryState state, RegistryCall call) {
        return state.subjects().keySet().stream()
                .filter(call::hasPrefix)
                .map(subject -> state.versions(subject, call.flag("deleted")))
                .flatMap(all -> all.stream().skip(call.flag("latestOnly") ? Math.max(0, all.size() - 1) : 0))
                .toList();
    }

    private static List<Entry.Version> users(RegistryState state, RegistryCall call) throws RegistryException {
        RegistryLookup.schema(state, call.id());
        return state.byId(call.id()).stream()
                .filter(v -> call.flag("deleted") || !v.deleted())
                .toList();
    }

    private void subjects(Methods methods) {
        lookup(methods, "/subjects", (state, call) -> {
            boolean deletedOnly = call.flag("deletedOnly");
            boolean deleted = call.flag("deleted") || deletedOnly;
            List<String> names = state.subjects().keySet().stream()
                    .filter(call::hasPrefix)
                    .filter(name -> !state.versions(name, deleted).isEmpty())
                    .filter(name -> !deletedOnly || state.versions(name, false).isEmpty())
                    .toList();
            return new JsonArray(call.page(names));
        });
        answer(methods, HttpMethod.POST, "/subjects/:subject", call -> {
            SchemaText schema = call.schema();
            return log.read(state -> RegistryAnswers.version(
                    RegistryRules.find(state, call.subject(), schema, call.flag("normalize"), call.flag("deleted"))));
        });
        answer(methods, HttpMethod.DELETE, "/subjects/:subject", call -> {
            List<Integer> deleted =
                    log.write(state -> RegistryRules.deleteSubject(state, call.subject(), call.flag("permanent")));
            return new JsonArray(deleted);
        });
    }

    private void versions(Methods methods) {
        String all = "/subjects/:subject/versions";
        String one = all + "/:version";
        lookup(methods, all, (state, call) -> {
            boolean deletedOnly = call.flag("deletedOnly");
            List<Entry.Version> found =
                    RegistryLookup.subject(state, call.subject(), call.flag("deleted") || deletedOnly);
            return RegistryAnswers.numbers(call.page(
                    found.stream().filter(v -> !deletedOnly || v.deleted()).toList()));
        });
        answer(methods, HttpMethod.POST, all, call -> {
            RegistryRules.Wish wish = new RegistryRules.Wish(
                    call.schema(), call.flag("normalize"), call.number("id"), call.number("version"));
            int id = log.write(state -> RegistryRules.register(state, call.subject(), wish));
            return RegistryAnswers.one("id", id);
        });
        lookup(methods, one, (state, call) -> RegistryAnswers.version(version(state, call)));
        lookup(methods, one + "/schema", (state, call) -> version(state, call)
                .schema()
                .text());
        lookup(methods, one + "/referencedby", (state, call) -> {
            Entry.Version version = version(state, call);
            JsonArray ids = new JsonArray();
            state.referring(version.subject(), version.version()).forEach(v -> ids.add(v.id()));
            return ids;
        });
        answer(methods, HttpMethod.DELETE, one, call -> {
            int number = call.version();
            return log.write(
                    state -> RegistryRules.deleteVersion(state, call.subject(), number, call.flag("permanent")));
        });
        answer(methods, HttpMethod.POST, "/compatibility" + all, call -> verdict(call, Optional.empty()));
        answer(methods, HttpMethod.POST, "/compatibility" + one, call -> verdict(call, Optional.of(call.version())));
    }

    private static Entry.Version version(RegistryState state, RegistryCall call) throws RegistryException {
        return RegistryLookup.version(state, call.subject(), call.version(), call.flag("deleted"));
    }

    private JsonObject verdict(RegistryCall call, Optional<Integer> version) throws RegistryException {
        SchemaText schema = call.schema();
        List<String> problems = log.read(state -> RegistryRules.problems(state, call.subject(), version, schema));
        JsonObject verdict = RegistryAnswers.one("is_compatible", problems.isEmpty());
        return call.flag("verbose") ? verdict.put("messages", new JsonArray(problems)) : verdict;
    }

    private void rules(Methods methods, String path, Answer get, Answer put, Answer delete) {
        for (String each : List.of(path, path + "/:subject")) {
            answer(methods, HttpMethod.GET, each, get);
            answer(methods, HttpMethod.PUT, each, put);
            answer(methods, HttpMethod.DELETE, each, delete);
        }
    }

    private Object level(RegistryCall call) throws RegistryException {
        return log.read(state -> RegistryAnswers.one(
                "compatibilityLevel",
                RegistryLookup.level(state, call.optionalSubject(), call.flag("defaultToGlobal"))
                        .name()));
    }

    private Object setLevel(RegistryCall call) throws RegistryException {
        String wanted = String.valueOf(call.body().getValue("compatibility")).toUpperCase(Locale.ROOT);
        return RegistryAnswers.one(
                "compatibility",
                log.write(state -> RegistryRules.setLevel(call.optionalSubject(), wanted))
                        .name());
    }

    private Object deleteLevel(RegistryCall call) throws RegistryException {
        return RegistryAnswers.one(
                "compatibilityLevel",
                log.write(state -> RegistryRules.deleteLevel(state, call.optionalSubject()))
                        .name());
    }

    private Object mode(RegistryCall call) throws RegistryException {
        return log.read(state -> RegistryAnswers.one(
                "mode",
                RegistryLookup.mode(state, call.optionalSubject(), call.flag("defaultToGlobal"))
                        .name()));
    }

    private Object setMode(RegistryCall call) throws RegistryException {
        String wanted = String.valueOf(call.body().getValue("mode")).toUpperCase(Locale.ROOT);
        return RegistryAnswers.one(
                "mode",
                log.write(state -> RegistryRules.setMode(state, call.optionalSubject(), wanted, call.flag("force")))
                        .name());
    }

    private Object deleteMode(RegistryCall call) throws RegistryException {
        return RegistryAnswers.one(
                "mode",
                log.write(state -> RegistryRules.deleteMode(state, call.optionalSubject()))
                        .name());
    }

    private void lookup(Methods methods, String path, Lookup lookup) {
        answer(methods, HttpMethod.GET, path, call -> log.read(state -> lookup.of(state, call)));
    }

    private void answer(Methods methods, HttpMethod method, String path, Answer answer) {
        methods.add(method, PREFIX + path)
                .handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES))
                .handler(ctx -> take(ctx, answer));
    }

    private void take(RoutingContext ctx, Answer answer) {
        if (!Origins.SAME.allows(ctx.request())) {
            refuse(ctx, 403, 403, "the registry is for pages of this server only");
        } else if (!isTaken(ctx)) {
            refuse(ctx, 415, 415, "HTTP 415 Unsupported Media Type: send " + MEDIA_TYPE);
        } else if (!free.tryAcquire()) {
            refuse(ctx, 503, 50003, "too many requests at once; ask again in a moment");
        } else {
            java.util.Objects.requireNonNull(workers)
                    .executeBlocking(() -> answered(ctx, answer), false)
                    .onSuccess(text -> ctx.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .end(text))
                    .onFailure(failure -> failed(ctx, failure));
        }
    }

    private String answered(RoutingContext ctx, Answer answer) throws RegistryException {
        try {
            return String.valueOf(answer.to(new RegistryCall(ctx)));
        } finally {
            free.release();
        }
    }

    /** A page of another site can send no such type without a preflight, which is never granted. */
    private static boolean isTaken(RoutingContext ctx) {
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        boolean empty = ctx.body().buffer() == null || ctx.body().length() <= 0;
        return type == null
                ? empty
                : TAKEN.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private static void failed(RoutingContext ctx, Throwable failure) {
        if (failure instanceof RegistryException refusal) {
            refuse(ctx, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
        } else {
            ctx.fail(failure);
        }
    }

    private static void refuse(RoutingContext ctx, int status, int code, String message) {
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(new JsonObject()
                        .put("error_code", code)
                        .put("message", message)
                        .toBuffer());
    }
}
