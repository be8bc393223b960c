package dev.runnel.connectors.drive.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.source.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Versions of a file as multisets of rows: what goes and what comes makes the one of the other, and no more. */
class ComparisonTest {
    private static final Form<DrivePosition> FORM = PositionForm.POSITIONS;

    private final RowHash.Maker hashes = new RowHash.Maker();

    private RowHash hash(int row) {
        return hashes.of(new byte[] {(byte) row}, "");
    }

    private static Map<Integer, Integer> counted(List<Integer> rows) {
        Map<Integer, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row, 1, Integer::sum));
        return counts;
    }

    /** What has been given so far: rows by their ids, and where a checkpoint stands. */
    private static final class Given {
        private final Map<Long, Integer> there = new HashMap<>();
        private final Set<Long> used = new HashSet<>();
        private Known known = Known.nothing("", 0);
    }

    /** Gives a version, or the first so many rows of it, and keeps what a checkpoint keeps. */
    private void give(Given given, List<Integer> version, int most) throws IOException {
        KnownFile before = given.known.files().getOrDefault("f", KnownFile.unread("f", "f"));
        Comparison comparison = new Comparison(before.rows());
        version.forEach(row -> comparison.see(hash(row)));
        FileChange change = FileChange.edited(before, "f", "v", comparison.gone());
        int gone = 0;
        while (gone < change.gone().length && gone < most) {
            assertThat(given.there.remove(before.rows().id(change.gone()[gone++])))
                    .isNotNull();
        }
        for (int row : version) {
            if (comparison.isNew(hash(row)) && gone + change.added().size() < most) {
                long id = given.known.nextId() + change.added().size();
                assertThat(given.used.add(id)).isTrue();
                change.added().add(hash(row));
                given.there.put(id, row);
            }
        }
        DrivePosition position =
                new DrivePosition(given.known, change, gone, change.added().size());
        boolean isAll = most == Integer.MAX_VALUE;
        given.known = isAll
                ? position.finished()
                : FORM.deserialize(1, FORM.serialize(position)).settled();
    }

    @Property(tries = 300)
    void eachVersionFollowsTheOneBeforeWhereverItBreaksOff(
            @ForAll @Size(max = 6) List<@Size(max = 12) List<@IntRange(max = 5) Integer>> versions,
            @ForAll @IntRange(max = 15) int brokenOffAt)
            throws IOException {
        Given given = new Given();
        for (List<Integer> version : versions) {
            give(given, version, brokenOffAt);
            give(given, version, Integer.MAX_VALUE);
            assertThat(counted(new ArrayList<>(given.there.values()))).isEqualTo(counted(version));
            assertThat(given.known.rows()).isEqualTo(version.size());
        }
    }

    @Property(tries = 300)
    void noRowGoesThatIsStillThereAndNoneComesThatWas(
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> before,
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> after)
            throws IOException {
        Given given = new Given();
        give(given, before, Integer.MAX_VALUE);
        Set<Long> ids = new HashSet<>(given.there.keySet());
        give(given, after, Integer.MAX_VALUE);
        Map<Integer, Integer> old = counted(before);
        int inBoth = counted(after).entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), old.getOrDefault(e.getKey(), 0)))
                .sum();
        ids.retainAll(given.there.keySet());
        assertThat(ids).hasSize(inBoth);
    }

    @Test
    void ofEqualRowsTheOldestStays() throws IOException {
        Given given = new Given();
        give(given, List.of(1), Integer.MAX_VALUE);
        long oldest = given.there.keySet().iterator().next();
        give(given, List.of(1, 1, 1), Integer.MAX_VALUE);
        give(given, List.of(1), Integer.MAX_VALUE);
        assertThat(given.there).containsOnlyKeys(oldest);
        assertThat(given.used.stream().max(Comparator.naturalOrder())).hasValue(oldest + 2);
    }

    @Test
    void aBrokenRowIsAnotherThanAGoodOneOfTheSameBytes() {
        assertThat(hashes.of(new byte[] {1}, "")).isNotEqualTo(hashes.of(new byte[] {1}, "ragged"));
        assertThat(hashes.of(new byte[] {1}, "a")).isEqualTo(hashes.of(new byte[] {1}, "a"));
    }

    @Test
    void whatIsKnownStandsInCheckpoints() throws IOException {
        Given given = new Given();
        give(given, List.of(3, 1, 2, 1), Integer.MAX_VALUE);
        Known known = given.known.at("17", List.of("folder"));
        Known back =
                FORM.deserialize(1, FORM.serialize(DrivePosition.at(known))).known();
        assertThat(back.token()).isEqualTo("17");
        assertThat(back.folders()).containsExactly("folder");
        assertThat(back.nextId()).isEqualTo(known.nextId());
        assertThat(back.files())
                .hasEntrySatisfying("f", f -> assertThat(f.version()).isEqualTo("v"));
        assertThat(FORM.serialize(DrivePosition.at(back))).isEqualTo(FORM.serialize(DrivePosition.at(known)));
    }
}
