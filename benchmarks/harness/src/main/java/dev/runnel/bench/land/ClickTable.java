package dev.runnel.bench.land;

import static org.apache.iceberg.types.Types.NestedField.optional;

import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types.DoubleType;
import org.apache.iceberg.types.Types.LongType;
import org.apache.iceberg.types.Types.StringType;
import org.apache.iceberg.types.Types.StructType;

/** The columns that every contender writes, as an Iceberg schema. */
final class ClickTable {
    static final Schema SCHEMA = new Schema(
            optional(1, "id", LongType.get()),
            optional(2, "type", StringType.get()),
            optional(3, "package_id", StringType.get()),
            optional(
                    4,
                    "event",
                    StructType.of(
                            optional(5, "user_agent", StringType.get()),
                            optional(6, "ip", StringType.get()),
                            optional(7, "customer_id", LongType.get()),
                            optional(8, "timestamp", LongType.get()),
                            optional(9, "page", StringType.get()),
                            optional(10, "query", StringType.get()),
                            optional(11, "product", LongType.get()),
                            optional(12, "price", DoubleType.get()),
                            optional(13, "referrer", StringType.get()))));

    private ClickTable() {}
}
