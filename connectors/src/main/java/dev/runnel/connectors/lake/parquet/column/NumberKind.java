package dev.runnel.connectors.lake.parquet.column;

import org.apache.parquet.column.statistics.Statistics;

/** How a number stands in the 64 bits that {@link NumberChunk} is given. */
public enum NumberKind {
    /** The number itself. */
    INT32(Integer.BYTES) {
        @Override
        long order(long bits) {
            return bits;
        }

        @Override
        void tell(Statistics<?> statistics, long bits) {
            statistics.updateStats((int) bits);
        }
    },
    /** The number itself. */
    INT64(Long.BYTES) {
        @Override
        long order(long bits) {
            return bits;
        }

        @Override
        void tell(Statistics<?> statistics, long bits) {
            statistics.updateStats(bits);
        }
    },
    /** {@link Float#floatToIntBits}. */
    FLOAT(Integer.BYTES) {
        @Override
        long order(long bits) {
            int narrow = (int) bits;
            return narrow ^ narrow >> Integer.SIZE - 1 & Integer.MAX_VALUE;
        }

        @Override
        void tell(Statistics<?> statistics, long bits) {
            statistics.updateStats(Float.intBitsToFloat((int) bits));
        }
    },
    /** {@link Double#doubleToLongBits}. */
    DOUBLE(Long.BYTES) {
        @Override
        long order(long bits) {
            return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
        }

        @Override
        void tell(Statistics<?> statistics, long bits) {
            statistics.updateStats(Double.longBitsToDouble(bits));
        }
    };

    private final int bytes;

    NumberKind(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    final void put(PlainValues out, long bits) {
        if (bytes == Long.BYTES) {
            out.putLong(bits);
        } else {
            out.putInt((int) bits);
        }
    }

    /** A number in the order of the values: for fractions that of {@link Double#compare}. */
    abstract long order(long bits);

    abstract void tell(Statistics<?> statistics, long bits);
}
