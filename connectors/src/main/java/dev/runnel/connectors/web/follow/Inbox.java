package dev.runnel.connectors.web.follow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What came and was not read yet, up to a number of bytes: who brings more waits until there is room. Thread safe.
 */
final class Inbox {
    private static final int OF_EACH = 100;

    private final long most;
    private final Deque<Message> messages = new ArrayDeque<>();
    private long bytes;
    private @Nullable Runnable waiting;

    /** @param most bytes */
    Inbox(long most) {
        this.most = most;
    }

    synchronized void put(Message message) {
        messages.add(message);
        bytes += message.data().length + OF_EACH;
        notifyAll();
    }

    /** Does something as soon as there is room, now or by the thread that reads. */
    void whenRoom(Runnable more) {
        synchronized (this) {
            if (bytes >= most) {
                waiting = more;
                return;
            }
        }
        more.run();
    }

    /** Whether who brings more waits. */
    synchronized boolean isFull() {
        return waiting != null;
    }

    /** The next message; waits so long for it. */
    Optional<Message> poll(long millis) throws InterruptedException {
        Message found;
        Runnable more = null;
        synchronized (this) {
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            long left = millis;
            while (messages.isEmpty() && left > 0) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            }
            found = messages.poll();
            if (found != null) {
                bytes -= found.data().length + OF_EACH;
            }
            if (bytes < most) {
                more = waiting;
                waiting = null;
            }
        }
        if (more != null) {
            more.run();
        }
        return Optional.ofNullable(found);
    }
}
