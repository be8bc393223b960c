package dev.runnel.gateway.live;

import dev.runnel.gateway.http.Opened;
import dev.runnel.gateway.http.Outlet;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One dashboard that is open. Runs on its socket's event loop, except {@link #send}. */
final class LiveSocket implements Outlet.Listener {
    private static final int MOST_FOLLOWED = 32;

    private final Offer offer;
    private final Outlet outlet;
    private final Consumer<LiveSocket> whenClosed;
    private final Runnable whenDropped;
    private final Map<String, Followed> followed = new LinkedHashMap<>();

    /** What there is to see. */
    interface Offer {
        String snapshot();

        /** A way to follow; empty when there is no such thing. */
        Optional<Followable> find(String kind, String name);
    }

    /** Something that can be followed and left again. */
    interface Followable {
        void follow(Consumer<String> follower);

        void leave(Consumer<String> follower);
    }

    private record Followed(Followable what, Consumer<String> follower) {}

    LiveSocket(Vertx vertx, Opened opened, Offer offer, Consumer<LiveSocket> whenClosed, Runnable whenDropped) {
        this.offer = offer;
        this.whenClosed = whenClosed;
        this.whenDropped = whenDropped;
        this.outlet = new Outlet(vertx, opened, this);
        opened.socket().textMessageHandler(this::asked);
    }

    Outlet outlet() {
        return outlet;
    }

    /** From any thread. */
    void send(String message) {
        outlet.send(message);
    }

    private void asked(String text) {
        try {
            JsonObject message = new JsonObject(text);
            if (message.containsKey("follow")) {
                follow(message.getString("follow"), name(message));
            } else if (message.containsKey("unfollow")) {
                unfollow(message.getString("unfollow"), name(message));
            } else {
                complain("say what to follow: {\"follow\":\"tail\",\"stream\":\"...\"}");
            }
        } catch (DecodeException | ClassCastException e) {
            complain("that was no JSON object with texts in it");
        }
    }

    private static String name(JsonObject message) {
        return Optional.ofNullable(message.getString("stream", message.getString("model")))
                .orElse("");
    }

    private void follow(String kind, String name) {
        String id = kind + ":" + name;
        if (followed.containsKey(id)) {
            return;
        }
        Optional<Followable> what = offer.find(kind, name);
        if (what.isEmpty() || followed.size() >= MOST_FOLLOWED) {
            complain(what.isEmpty() ? "there is no " + kind + " of '" + name + "'" : "too many are followed");
            return;
        }
        Followed entry = new Followed(what.get(), outlet::send);
        followed.put(id, entry);
        entry.what().follow(entry.follower());
    }

    private void unfollow(String kind, String name) {
        Followed entry = followed.remove(kind + ":" + name);
        if (entry != null) {
            entry.what().leave(entry.follower());
        }
    }

    private void complain(String message) {
        send(new JsonObject().put("type", "error").put("message", message).encode());
    }

    @Override
    public void resync() {
        send(offer.snapshot());
        followed.values().forEach(entry -> entry.what().follow(entry.follower()));
    }

    @Override
    public void dropped() {
        whenDropped.run();
    }

    @Override
    public void closed() {
        List.copyOf(followed.values()).forEach(entry -> entry.what().leave(entry.follower()));
        followed.clear();
        whenClosed.accept(this);
    }
}
