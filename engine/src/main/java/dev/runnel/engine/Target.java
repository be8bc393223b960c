package dev.runnel.engine;

import dev.runnel.core.connector.Settings;
import dev.runnel.core.environment.Environment;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a destination needs to know to write one stream or model.
 *
 * @param pipeline the pipeline's name
 * @param name the stream or model
 * @param type the rows; nested rows are nested
 * @param key columns that identify a row of a changing result; empty when rows are only added
 * @param oneRow whether all rows are one, each replacing the one before; then there is no key
 * @param recordKey dotted path of the field that keys the stream's log, if any; none for a model
 * @param invalid whether the rows are the stream's invalid records, to be kept beside its valid ones
 * @param uid prefix of the uids and names of every operator, the same at every start
 * @param load the day (UTC) of the load that writes, where its rows take the place of an earlier load's of that day
 */
public record Target(
        String pipeline,
        String name,
        RowType type,
        List<String> key,
        boolean oneRow,
        Optional<String> recordKey,
        boolean invalid,
        Settings settings,
        Environment environment,
        String uid,
        Optional<LocalDate> load) {
    public Target {
        key = List.copyOf(key);
    }

    /** A target whose rows have no key in a log. */
    public Target(
            String pipeline,
            String name,
            RowType type,
            List<String> key,
            boolean invalid,
            Settings settings,
            Environment environment,
            String uid) {
        this(pipeline, name, type, key, false, Optional.empty(), invalid, settings, environment, uid, Optional.empty());
    }
}
