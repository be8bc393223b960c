package dev.runnel.connectors.jdbc.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** However keys lie, splits have each row once, also when their reading breaks off anywhere. */
class SplitsTest {
    /** A table's split values, each with how often it stands there; null among them or not. */
    record Skew(String type, List<String> values, boolean nulls, int splitRows, int stopAfter) {}

    @Provide
    Arbitrary<Skew> skews() {
        Arbitrary<String> dense = Arbitraries.longs().between(0, 60).map(String::valueOf);
        Arbitrary<String> sparse = Arbitraries.longs().map(String::valueOf);
        Arbitrary<String> heap = Arbitraries.frequency(
                        net.jqwik.api.Tuple.of(9, "7"), net.jqwik.api.Tuple.of(1, "9000000000"))
                .map(String::valueOf);
        Arbitrary<List<String>> numbers =
                Arbitraries.oneOf(List.of(dense, sparse, heap)).list().ofMaxSize(60);
        Arbitrary<List<String>> texts = Arbitraries.strings()
                .withChars('a', 'A', 'b', 'é', ' ', '\'', '%')
                .ofMaxLength(3)
                .list()
                .ofMaxSize(60);
        Arbitrary<List<String>> uuids = Arbitraries.randomValue(
                        random -> new UUID(random.nextLong(), random.nextLong()))
                .map(UUID::toString)
                .list()
                .ofMaxSize(40);
        Arbitrary<List<String>> days = Arbitraries.integers()
                .between(1, 28)
                .map(day -> String.format("2026-02-%02d", day))
                .list()
                .ofMaxSize(60);
        Arbitrary<Skew> kinds = Arbitraries.oneOf(
                List.of(skew("BIGINT", numbers), skew("VARCHAR(10)", texts), skew("UUID", uuids), skew("DATE", days)));
        return kinds;
    }

    private static Arbitrary<Skew> skew(String type, Arbitrary<List<String>> values) {
        return Combinators.combine(
                        values,
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 12))
                .as((v, nulls, rows, stop) -> new Skew(type, v, nulls, rows, stop));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void eachRowIsInOneSplit(@ForAll("skews") Skew skew) throws Exception {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        try (Connection database = DriverManager.getConnection(url, "sa", "")) {
            fill(database, skew);
            Reads reads = Reads.of(url, "sa", "T").splitBy("K", skew.splitRows());
            List<String> ids = new ArrayList<>();
            try (DatabaseSession session = reads.open()) {
                List<Split> splits = session.splits(session.relations().get(0), null);
                for (Split split : splits) {
                    List<FoundRow> read = brokenOff(session, split, skew.stopAfter());
                    read.forEach(row -> ids.add(Reads.text(row)));
                    areBalanced(skew, read.size());
                }
            }
            Set<String> once = new HashSet<>(ids);
            assertThat(once).hasSize(skew.values().size() + (skew.nulls() ? 2 : 0));
            assertThat(ids).hasSameSizeAs(once);
        }
    }

    /** No split of different values has more than twice its share, but for the rows of one value, which stay together. */
    private static void areBalanced(Skew skew, int rows) {
        if (new HashSet<>(skew.values()).size() == skew.values().size() && !skew.nulls()) {
            assertThat(rows).isLessThanOrEqualTo(2 * skew.splitRows());
        }
    }

    private static List<FoundRow> brokenOff(DatabaseSession session, Split split, int stopAfter) throws ReadFailure {
        List<FoundRow> rows = new ArrayList<>(Reads.rows(session, split, Position.START, stopAfter));
        Position position =
                rows.isEmpty() ? Position.START : rows.get(rows.size() - 1).next();
        rows.addAll(Reads.rows(session, split, position, Integer.MAX_VALUE));
        return rows;
    }

    private static void fill(Connection database, Skew skew) throws SQLException {
        Reads.execute(database, "CREATE TABLE T (ID INT PRIMARY KEY, K " + skew.type() + ")");
        try (PreparedStatement insert = database.prepareStatement("INSERT INTO T VALUES (?, ?)")) {
            int id = 0;
            for (String value : skew.values()) {
                insert.setInt(1, id++);
                insert.setString(2, value);
                insert.execute();
            }
            for (int i = 0; skew.nulls() && i < 2; i++) {
                insert.setInt(1, id++);
                insert.setString(2, null);
                insert.execute();
            }
        }
    }
}
