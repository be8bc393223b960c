package dev.runnel.testkit.drive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Google Drive on a free port of the loopback address, with its token endpoint. It begins empty; every request needs a token
 * that it gave, with a scope that allows it. Thread safe.
 */
public final class DriveServer implements AutoCloseable {
    private static final String API = "/drive/v3/";
    private static final String UPLOAD = "/upload/drive/v3/files";
    private static final String SCOPE = "https://www.googleapis.com/auth/";
    private static final Set<String> WRITING = Set.of(SCOPE + "drive", SCOPE + "drive.file");
    private static final Set<String> READING = Set.of(SCOPE + "drive", SCOPE + "drive.file", SCOPE + "drive.readonly");

    static {
        // Else each answer waits 40 ms for the acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final DriveFiles files = new DriveFiles();
    private final FilesApi api = new FilesApi(files);
    private final UploadApi uploads = new UploadApi(files);
    private final TokenServer tokens = new TokenServer();
    private final Faults faults = new Faults();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private DriveServer(HttpServer http) {
        this.http = http;
    }

    public static DriveServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        DriveServer server = new DriveServer(http);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    /** What is in it. */
    public DriveFiles files() {
        return files;
    }

    /** Its address, without a slash at the end. */
    public String address() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The key file of a service account with which everything is shared. */
    public String serviceAccountKey() {
        return tokens.account().keyFile(address() + "/token");
    }

    /** The key file of an account that this server does not know. */
    public String strangersKey() {
        return new ServiceAccount("stranger@runnel-tests.iam.gserviceaccount.com").keyFile(address() + "/token");
    }

    /** The file that the console hands out for an application on a desk. */
    public String clientSecrets() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("installed")
                .put("client_id", TokenServer.CLIENT_ID)
                .put("client_secret", TokenServer.CLIENT_SECRET)
                .put("project_id", "runnel-tests")
                .put("auth_uri", address() + "/auth")
                .put("token_uri", address() + "/token")
                .putArray("redirect_uris")
                .add("http://localhost");
        return json.toPrettyString();
    }

    /** Lets the next requests whose path contains a text fail: one for each fault, in their order. */
    public void fail(String path, Fault... next) {
        faults.add(path, List.of(next));
    }

    /** Lets no request fail any more. */
    public void mend() {
        faults.clear();
    }

    /** Whether people say no when they are asked. */
    public void refuseConsent(boolean refused) {
        tokens.refuse(refused);
    }

    /** Lets people consent to one scope only, {@code drive.readonly}. */
    public void grantOnly(String scope) {
        tokens.grantOnly(SCOPE + scope);
    }

    /** Ends every access token, as after an hour. */
    public void expireAccess() {
        tokens.expireAccess();
    }

    /** Ends every sign-in, as those of an application in testing end after seven days. */
    public void expireSignIns() {
        tokens.expireRefresh();
    }

    /** The requests so far, {@code GET /drive/v3/changes?pageToken=1}, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Optional<Fault> fault = faults.next(exchange.getRequestURI().toString());
            Exchange each = new Exchange(exchange, fault.map(Fault::isCut).orElse(false));
            if (fault.isPresent() && !fault.get().isCut()) {
                refuse(each, fault.get());
            } else if (each.path().equals("/token")) {
                tokens.token(each, address() + "/token");
            } else if (each.path().equals("/auth")) {
                tokens.consent(each);
            } else if (isAllowed(each)) {
                route(each);
            }
        }
    }

    private static void refuse(Exchange exchange, Fault fault) throws IOException {
        fault.headers().forEach(exchange::set);
        if (fault.reason().isEmpty()) {
            exchange.answer(fault.status(), "text/html", fault.message().getBytes(StandardCharsets.UTF_8));
        } else {
            exchange.refuse(fault.status(), fault.reason(), fault.message());
        }
    }

    private boolean isAllowed(Exchange exchange) throws IOException {
        String token = exchange.header("Authorization").orElse("").replaceFirst("^Bearer ", "");
        Optional<Set<String>> scopes = tokens.scopes(token);
        if (scopes.isEmpty()) {
            exchange.set("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
            exchange.refuse(401, "authError", "Invalid Credentials");
            return false;
        }
        Set<String> enough = exchange.method().equals("GET") ? READING : WRITING;
        if (scopes.get().stream().noneMatch(enough::contains)) {
            exchange.refuse(403, "insufficientPermissions", "Request had insufficient authentication scopes.");
            return false;
        }
        return true;
    }

    private void route(Exchange exchange) throws IOException {
        // Contents have an address of their own in the discovery document, and Google's libraries take it.
        String path = exchange.path().replaceFirst("^/download/", "/");
        String rest = path.startsWith(API) ? path.substring(API.length()) : "";
        if (path.startsWith(UPLOAD)) {
            uploads.answer(exchange, path.substring(UPLOAD.length()).replace("/", ""), address());
        } else if (rest.equals("about")) {
            api.about(exchange, "somebody@example.com");
        } else if (rest.equals("files")) {
            api.list(exchange);
        } else if (rest.equals("changes")) {
            api.changes(exchange);
        } else if (rest.equals("changes/startPageToken")) {
            api.startToken(exchange);
        } else if (rest.matches("files/[^/]+/export")) {
            api.export(exchange, rest.split("/")[1]);
        } else if (rest.matches("files/[^/]+")) {
            api.get(exchange, rest.split("/")[1]);
        } else {
            exchange.refuse(404, "notFound", "No such address: " + path);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
