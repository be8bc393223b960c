package dev.runnel.cli.atlas;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One group of datasets as a pipeline.
 *
 * @param pipeline its name
 * @param streams a dataset each
 */
record Group(String pipeline, List<Dataset> streams) {
    Group {
        streams = List.copyOf(streams);
    }

    /**
     * One dataset as a stream.
     *
     * @param connector the source's type
     * @param source its options, with their values as YAML
     * @param topic of its log; empty for the usual one
     * @param fields of the contract
     * @param table the table's folder below the lake
     */
    record Dataset(
            String stream,
            String connector,
            Map<String, String> source,
            Optional<String> topic,
            List<Feature> fields,
            String table) {
        Dataset {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field.
     *
     * @param name as a column
     * @param column where it is found in the source
     */
    record Feature(String name, String column, String type) {}
}
