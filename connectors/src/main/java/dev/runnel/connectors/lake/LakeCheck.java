package dev.runnel.connectors.lake;

import dev.runnel.connectors.lake.layout.PartitionField;
import dev.runnel.connectors.lake.layout.Roll;
import dev.runnel.connectors.lake.layout.SystemColumns;
import dev.runnel.connectors.lake.layout.Transform;
import dev.runnel.core.connector.Settings;
import dev.runnel.core.contract.Field;
import dev.runnel.core.contract.RecordType;
import dev.runnel.core.contract.Type;
import dev.runnel.core.diagnostic.Code;
import dev.runnel.core.diagnostic.Diagnostics;
import dev.runnel.core.diagnostic.Location;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mistakes in a lake destination that its single options cannot show. */
final class LakeCheck {
    private final Settings settings;
    private final RecordType type;
    private final Diagnostics out;

    LakeCheck(Settings settings, RecordType type, Diagnostics out) {
        this.settings = settings;
        this.type = type;
        this.out = out;
    }

    void run() {
        checkRoll();
        Location at = settings.at(LakeConnector.PARTITION_BY);
        Map<String, PartitionField> byName = new HashMap<>();
        List<PartitionField> fields = settings.get(LakeConnector.PARTITION_BY).stream()
                .map(field -> field.in(name -> type.field(name).isPresent()))
                .toList();
        for (PartitionField field : fields) {
            if (field.transform() == Transform.INGEST_DATE) {
                checkIngestDate(field, fields, at);
                continue;
            }
            PartitionField other = byName.putIfAbsent(field.name(), field);
            if (other != null) {
                out.error(
                        Code.CONFLICT,
                        at,
                        "the partitions '" + other + "' and '" + field + "' have the same name, " + field.name(),
                        "keep one of them");
            }
            if (!type.fields().isEmpty()) {
                check(field, at);
            }
        }
    }

    /** What a lake elsewhere than on this machine's disks does not take. */
    static void checkPlace(Settings settings, URI lake, Diagnostics out) {
        if (settings.get(LakeConnector.FORMAT).equals("iceberg") && !"file".equals(lake.getScheme())) {
            out.error(
                    Code.WRONG_VALUE,
                    settings.at(LakeConnector.FORMAT),
                    "an Iceberg table is written to a lake of this machine only, and this environment's is " + lake,
                    "take 'format: iceberg' away for Parquet files, or 'lake' in env/embedded.yaml");
        }
    }

    /** Whole folders of a day are exchanged, and those of an Iceberg table are not ours to move. */
    private void checkIngestDate(PartitionField field, List<PartitionField> fields, Location at) {
        if (settings.get(LakeConnector.FORMAT).equals("iceberg")) {
            out.error(
                    Code.WRONG_VALUE,
                    at,
                    "'" + field + "' is for Parquet files",
                    "write day(_received_at), or take 'format: iceberg' away");
        }
        if (fields.indexOf(field) > 0) {
            out.error(Code.WRONG_VALUE, at, "'" + field + "' is not the first partition", "put it first");
        }
    }

    private void checkRoll() {
        Roll roll = LakeConnector.roll(settings);
        Location at = settings.at(LakeConnector.ROLL);
        if (roll.every().compareTo(Roll.LEAST_EVERY) < 0) {
            out.error(Code.WRONG_VALUE, at, "'roll.every' is below 100ms", "60s is usual; 1s is already often");
        }
        if (roll.size() < Roll.LEAST_SIZE) {
            out.error(Code.WRONG_VALUE, at, "'roll.size' is below 64kb", "128mb is usual");
        }
        boolean rowsGiven = settings.find(LakeConnector.ROLL)
                .map(r -> !r.get(LakeConnector.ROLL_ROWS)
                        .equals(LakeConnector.ROLL_ROWS.fallback().orElse(0L)))
                .orElse(false);
        if (rowsGiven && settings.get(LakeConnector.FORMAT).equals("iceberg")) {
            out.warning(
                    Code.WRONG_VALUE,
                    at,
                    "'roll.rows' has no effect on an Iceberg table",
                    "use 'roll.size' and 'roll.every'");
        }
    }

    private void check(PartitionField field, Location at) {
        if (isKeptSystemColumn(field, at)) {
            return;
        }
        Optional<Field> found = type.at(field.path());
        if (found.isEmpty()) {
            missing(field, at);
        } else if (!field.transform().takes(found.get().type())) {
            out.error(
                    Code.WRONG_VALUE,
                    at,
                    "'" + field + "' needs " + field.transform().wanted() + ", but '" + field.path() + "' is "
                            + found.get().type().text(),
                    found.get().type() == Type.Primitive.TIMESTAMP
                            ? "write day(" + field.path() + ") or hour(" + field.path() + ")"
                            : "partition by another field");
        }
    }

    private boolean isKeptSystemColumn(PartitionField field, Location at) {
        if (!settings.get(LakeConnector.SYSTEM_COLUMNS)) {
            return false;
        }
        Optional<Type> column = SystemColumns.typeOfKept(field.path());
        if (column.isPresent() && !field.transform().takes(column.get())) {
            out.error(
                    Code.WRONG_VALUE,
                    at,
                    "'" + field + "' needs " + field.transform().wanted() + ", but '" + field.path() + "' is "
                            + column.get().text());
        }
        return column.isPresent();
    }

    private void missing(PartitionField field, Location at) {
        String path = field.path();
        for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
            String head = path.substring(0, dot);
            Optional<Field> parent = type.at(head);
            if (parent.isPresent() && !(parent.get().type() instanceof RecordType)) {
                out.error(
                        Code.WRONG_VALUE,
                        at,
                        "'" + path + "' reaches into '" + head + "', which is "
                                + parent.get().type().text(),
                        "only fields of the record and of its nested rows can divide a table");
                return;
            }
        }
        out.unknown(Code.UNKNOWN_FIELD, at, "field", path, paths());
    }

    /** Every path that could be meant, not only those of a fitting type: a typo's neighbour is the better hint. */
    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        collect(type, "", paths);
        if (settings.get(LakeConnector.SYSTEM_COLUMNS)) {
            SystemColumns.KEPT.forEach(c -> paths.add(c.column()));
        }
        return paths;
    }

    private static void collect(RecordType row, String prefix, List<String> paths) {
        for (Field field : row.fields()) {
            if (field.type() instanceof RecordType nested) {
                collect(nested, prefix + field.name() + ".", paths);
            } else {
                paths.add(prefix + field.name());
            }
        }
    }
}
