package dev.runnel.connectors.format.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The cells of the row that the parser read last; there is one such object for all rows. Not thread safe. */
final class CsvRow extends CsvCallbackHandler<CsvRow> {
    private char[] text = new char[1 << 10];
    private int[] ends = new int[64];
    private final BitSet quoted = new BitSet();
    private int count;
    private RecordType type = RecordType.DATA;

    @Override
    protected void beginRecord(long startingLine) {
        count = 0;
        quoted.clear();
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int from, int length, boolean inQuotes) {
        int start = start(count);
        if (text.length - start < length) {
            text = Arrays.copyOf(text, Math.max(text.length * 2, start + length));
        }
        System.arraycopy(buffer, from, text, start, length);
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count] = start + length;
        if (inQuotes) {
            quoted.set(count);
        }
        count++;
    }

    @Override
    protected void setComment(char[] buffer, int from, int length) {
        type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return count;
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }

    /** Whether it is a row at all, and no empty line or comment. */
    boolean isData() {
        return type == RecordType.DATA;
    }

    int count() {
        return count;
    }

    /** The characters of all cells, one cell behind the other. */
    char[] text() {
        return text;
    }

    int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }

    int length(int cell) {
        return ends[cell] - start(cell);
    }

    boolean isQuoted(int cell) {
        return quoted.get(cell);
    }

    List<String> cells() {
        List<String> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cells.add(new String(text, start(i), length(i)));
        }
        return cells;
    }
}
