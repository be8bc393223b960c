package dev.runnel.cli.embedded;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a run did for one stream.
 *
 * @param ends whether its source ends by itself
 * @param valid records that came in during the run
 * @param invalid the others
 * @param earlier records that starts before this one had read of the same load, valid or not
 * @param logged valid records in its log now, earlier runs' too; 0 where they go past it
 * @param inLake rows in its lake table now, earlier runs' too; empty where it has none, or where queries do not
 *     read it
 */
record StreamFigures(
        String stream, boolean ends, long valid, long invalid, long earlier, long logged, OptionalLong inLake) {

    long read() {
        return valid + invalid;
    }

    /** The same as members of a JSON object. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stream", stream);
        fields.put("read", read());
        fields.put("valid", valid);
        fields.put("invalid", invalid);
        fields.put("read_before", earlier);
        inLake.ifPresent(rows -> fields.put("in_lake", rows));
        return fields;
    }

    /** For people, where the source ends. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(stream).append(": ");
        if (read() == 0) {
            line.append("nothing new to read");
        } else {
            line.append(String.format(Locale.ROOT, "%d rows read, %d valid, %d invalid", read(), valid, invalid));
        }
        if (earlier > 0) {
            line.append(", after ").append(earlier).append(" of an earlier start");
        }
        inLake.ifPresent(rows -> line.append("; ").append(rows).append(" rows in the lake"));
        if (invalid > 0) {
            line.append("; see: runnel invalid list --stream ").append(stream);
        }
        return line.toString();
    }
}
