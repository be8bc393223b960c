package dev.runnel.schema.export;

import dev.runnel.core.contract.Contract;
import dev.runnel.core.json.JsonText;
import java.util.Locale;

/** A form that a stream's contract can be written in. */
public enum ExportFormat {
    AVRO("avsc"),
    JSON("json"),
    PROTO("proto"),
    SQL("sql");

    private final String suffix;

    ExportFormat(String suffix) {
        this.suffix = suffix;
    }

    /** The name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code events.avsc}. */
    public String fileName(String stream) {
        return stream + "." + suffix;
    }

    /**
     * The contract as text, with a line break at its end.
     *
     * @param pipeline the pipeline's name, the namespace where the form knows one
     * @param description of the stream; may be empty
     */
    public String write(String pipeline, String description, Contract contract) {
        return switch (this) {
            case AVRO ->
                ContractAvro.of(pipeline, contract.stream(), description, contract.type())
                                .toString(true) + "\n";
            case JSON -> JsonText.pretty(ContractJsonSchema.document(contract, description)) + "\n";
            case PROTO -> ContractProto.of(pipeline, contract.stream(), description, contract.type());
            case SQL -> ContractSql.of(contract);
        };
    }
}
