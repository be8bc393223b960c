package dev.runnel.bench.latency;

import java.util.List;
import java.util.function.BiConsumer;

/** How events get in and how their effects are seen. */
interface Way extends AutoCloseable {
    /** An event of a sensor. */
    record Event(int sensor, int number) {
        String json() {
            return "{\"sensor\":\"s" + sensor + "\",\"seq\":" + number + "}";
        }
    }

    /** Hears, on one thread, of each sensor's highest number as it is seen. Called once, before anything is sent. */
    void see(BiConsumer<Integer, Integer> sensorAndNumber);

    /** Sends events that are due at the same time, without waiting. */
    void send(List<Event> events);

    @Override
    void close();
}
