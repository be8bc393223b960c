package dev.runnel.bench.data;

import dev.runnel.bench.process.Folders;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;

/** Lines of orders, as CSV some 90 bytes each and as JSON some 190; the same number of them is the same bytes every time. */
public final class Orders {
    private static final String HEADER = "id,customer_id,day,product,price,quantity,status,city,note,referrer";
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final String[] STATES = {"open", "paid", "paid", "sent", "returned"};
    private static final String[] CITIES = {"Aachen", "Bordeaux", "Cádiz", "Dresden", "Eindhoven", "Florence"};

    private final SplittableRandom random = new SplittableRandom(42);
    private final StringBuilder csv = new StringBuilder(256);
    private final StringBuilder json = new StringBuilder(512);
    private long next;

    /**
     * Writes the same rows twice, into {@code csv/} and {@code ndjson/} of a folder, each in several files of one size.
     *
     * @param files a divisor of {@code rows}
     */
    public static void write(Path folder, int rows, int files) {
        Orders orders = new Orders();
        for (int i = 0; i < files; i++) {
            try (BufferedWriter csv = open(folder.resolve("csv"), "orders-" + i + ".csv");
                    BufferedWriter json = open(folder.resolve("ndjson"), "orders-" + i + ".ndjson")) {
                csv.write(HEADER);
                csv.newLine();
                for (int row = 0; row < rows / files; row++) {
                    orders.make();
                    csv.append(orders.csv);
                    csv.newLine();
                    json.append(orders.json);
                    json.newLine();
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write below " + folder, e);
            }
        }
    }

    private static BufferedWriter open(Path folder, String name) throws IOException {
        return Files.newBufferedWriter(Folders.make(folder).resolve(name), StandardCharsets.UTF_8);
    }

    private void make() {
        csv.setLength(0);
        json.setLength(0);
        json.append('{');
        put("id", String.valueOf(next++), false);
        put("customer_id", String.valueOf(random.nextInt(50_000)), false);
        put("day", FIRST.plusDays(random.nextInt(365)).toString(), true);
        put("product", String.valueOf(random.nextInt(9_000)), false);
        put("price", random.nextInt(1, 1_000) + "." + (10 + random.nextInt(90)), false);
        put("quantity", String.valueOf(random.nextInt(1, 20)), false);
        put("status", STATES[random.nextInt(STATES.length)], true);
        put("city", CITIES[random.nextInt(CITIES.length)], true);
        put("note", random.nextInt(10) == 0 ? "left, with \"care\"" : "", true);
        put("referrer", "https://example.com/" + random.nextInt(99), true);
        json.append('}');
    }

    private void put(String name, String value, boolean isText) {
        if (csv.length() > 0) {
            csv.append(',');
            json.append(',');
        }
        json.append('"').append(name).append("\":");
        if (isText) {
            csv.append(value.contains("\"") ? '"' + value.replace("\"", "\"\"") + '"' : value);
            json.append('"').append(value.replace("\"", "\\\"")).append('"');
        } else {
            csv.append(value);
            json.append(value);
        }
    }
}
