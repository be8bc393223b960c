package dev.runnel.connectors.format.excel;

import dev.runnel.connectors.format.record.CellKind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;

/** What a cell shows, as the text of a JSON value. */
final class ExcelCell {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_LOCAL_TIME;
    private static final DateTimeFormatter BOTH = DateTimeFormatter.ISO_LOCAL_DATE_TIME;
    private static final BigDecimal LARGEST_PLAIN = new BigDecimal("1e21");

    private ExcelCell() {}

    /** A cell's value: of a formula the one that Excel worked out last. */
    static CellType type(Cell cell) {
        return cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
    }

    /**
     * The text of a cell: a number's digits, {@code true} or {@code false}, a date or time in ISO 8601, an error such as
     * {@code #N/A}; nothing for a blank cell.
     *
     * @param kind decides whether a moment is written as a date, as a time or as both
     */
    static String text(Cell cell, CellKind kind) {
        return switch (type(cell)) {
            case NUMERIC -> isMoment(cell) ? moment(cell, kind) : number(cell.getNumericCellValue());
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> String.valueOf(cell.getBooleanCellValue());
            case ERROR -> error(cell);
            default -> "";
        };
    }

    /** How a cell is written that no field of the contract is found in: as what it is. */
    static CellKind ownKind(Cell cell) {
        return switch (type(cell)) {
            case NUMERIC -> isMoment(cell) ? CellKind.TEXT : CellKind.NUMBER;
            case BOOLEAN -> CellKind.BOOLEAN;
            default -> CellKind.TEXT;
        };
    }

    private static boolean isMoment(Cell cell) {
        return DateUtil.isCellDateFormatted(cell);
    }

    private static String error(Cell cell) {
        byte code = cell.getErrorCellValue();
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#ERROR";
    }

    /** The shortest digits that name the number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return exact.abs().compareTo(LARGEST_PLAIN) < 0 && exact.scale() < 40
                ? exact.toPlainString()
                : exact.toString();
    }

    private static String moment(Cell cell, CellKind kind) {
        LocalDateTime moment = cell.getLocalDateTimeCellValue();
        if (moment == null) {
            return number(cell.getNumericCellValue());
        }
        return switch (kind) {
            case TIME -> TIME.format(moment);
            case TIMESTAMP -> moment.toInstant(ZoneOffset.UTC).toString();
            case DATE -> dateAndTime(moment);
            default -> cell.getNumericCellValue() < 1 ? TIME.format(moment) : dateAndTime(moment);
        };
    }

    private static String dateAndTime(LocalDateTime moment) {
        return isMidnight(moment) ? DATE.format(moment) : BOTH.format(moment);
    }

    private static boolean isMidnight(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT);
    }
}
