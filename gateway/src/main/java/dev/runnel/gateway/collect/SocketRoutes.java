package dev.runnel.gateway.collect;

import dev.runnel.core.connector.HttpSource;
import dev.runnel.core.diagnostic.ClosestName;
import dev.runnel.gateway.http.Methods;
import dev.runnel.gateway.http.Opened;
import dev.runnel.gateway.http.Problem;
import dev.runnel.gateway.http.Sockets;
import dev.runnel.gateway.metrics.Metrics;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The WebSockets that take records: each stream's own ones, and {@code /ws?ocs_group=NAME}. Thread safe. */
final class SocketRoutes {
    private static final String KIND = "records";
    private static final int MOST_SOCKETS = 200;

    private final Metrics metrics;
    private final Sockets sockets;

    SocketRoutes(Metrics metrics) {
        this.metrics = metrics;
        this.sockets = new Sockets(MOST_SOCKETS, open -> metrics.sockets(KIND, open));
    }

    void mount(Vertx vertx, Methods methods, Collection<Entrance> entrances) {
        Map<String, Entrance> groups = new TreeMap<>();
        for (Entrance entrance : entrances) {
            groups.put(entrance.stream().group(), entrance);
            for (String path : Collect.socketPaths(entrance.stream())) {
                methods.get(path).handler(ctx -> upgrade(vertx, ctx, entrance));
            }
        }
        methods.get(HttpSource.GROUPS).handler(ctx -> {
            String asked = ctx.request().getParam(HttpSource.GROUP_PARAMETER, "");
            Entrance entrance = groups.get(asked);
            if (entrance == null) {
                unknownGroup(ctx, asked, groups.keySet());
            } else {
                upgrade(vertx, ctx, entrance);
            }
        });
    }

    private void upgrade(Vertx vertx, RoutingContext ctx, Entrance entrance) {
        if (entrance.origins().allows(ctx.request())) {
            sockets.upgrade(ctx, entrance.origins(), opened -> opened(vertx, opened, entrance.intake()));
        } else {
            Collect.foreignPage(ctx, "open WebSockets");
        }
    }

    private void opened(Vertx vertx, Opened opened, Intake intake) {
        sockets.add(new RecordSocket(vertx, opened, intake, new RecordSocket.Owner() {
            @Override
            public void dropped() {
                metrics.dropped(KIND);
            }

            @Override
            public void closed(RecordSocket socket) {
                sockets.remove(socket);
            }
        }));
    }

    private static void unknownGroup(RoutingContext ctx, String asked, Collection<String> groups) {
        String given = asked.isEmpty() ? "no group is named" : "no group '" + asked + "'";
        String hint = ClosestName.of(asked, groups)
                .filter(close -> !asked.isEmpty())
                .map(close -> "did you mean '" + close + "'?")
                .orElseGet(() -> "there are: " + String.join(", ", groups));
        new Problem(
                        404,
                        "unknown-group",
                        "Unknown group",
                        given + "; " + hint + " (" + HttpSource.GROUPS + "?" + HttpSource.GROUP_PARAMETER + "=NAME)")
                .send(ctx);
    }

    void closeAll() {
        sockets.closeAll();
    }
}
