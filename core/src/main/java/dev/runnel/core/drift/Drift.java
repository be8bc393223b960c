package dev.runnel.core.drift;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The undeclared fields of one stream: a table of bounded size. Thread safe. */
public final class Drift {
    /** Fields that are told apart; records with others are only counted. */
    public static final int MAX_FIELDS = 100;

    /** After so many records only every so-manyth value of a field is looked at; all are counted. */
    private static final long ALL_LOOKED_AT = 1_000;

    private static final long THEN_EVERY = 64;

    private final Map<String, DriftField> fields = new HashMap<>();
    private long others;

    /** A look at one value. */
    public interface Value {
        Shape shape();

        /** Empty when none is to be kept. */
        String sample();
    }

    /** The undeclared fields of one record, each once. Not thread safe. */
    public final class Record {
        private final long at;
        private final Set<String> counted = new HashSet<>();
        private int found;

        private Record(long at) {
            this.at = at;
        }

        public void found(UnknownField field, Value value) {
            if (counted.add(field.path())) {
                found++;
                note(field, value, at);
            }
        }

        /** How many there were. */
        public int found() {
            return found;
        }
    }

    /** Begins a record. @param receivedAt epoch milliseconds */
    public Record record(long receivedAt) {
        return new Record(receivedAt);
    }

    private synchronized void note(UnknownField field, Value value, long at) {
        DriftField known = fields.get(field.path());
        if (known == null && fields.size() == MAX_FIELDS) {
            others++;
        } else if (known == null) {
            fields.put(field.path(), new DriftField(field, 1, at, at, value.shape(), value.sample()));
        } else if (known.count() < ALL_LOOKED_AT || known.count() % THEN_EVERY == 0) {
            fields.put(field.path(), known.with(at, value.shape(), value.sample()));
        } else {
            fields.put(field.path(), known.counted(at));
        }
    }

    /** Takes over what was known before. */
    public synchronized void restore(List<DriftField> before, long othersBefore) {
        before.stream().limit(MAX_FIELDS).forEach(f -> fields.put(f.field().path(), f));
        others += othersBefore;
    }

    /** Those known, the most frequent first. */
    public synchronized List<DriftField> fields() {
        return fields.values().stream()
                .sorted(Comparator.comparingLong(DriftField::count).reversed().thenComparing(f -> f.field()
                        .path()))
                .toList();
    }

    /** How often there was a field beyond {@link #MAX_FIELDS}. */
    public synchronized long others() {
        return others;
    }
}
