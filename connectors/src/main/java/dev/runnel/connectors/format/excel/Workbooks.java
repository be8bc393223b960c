package dev.runnel.connectors.format.excel;

import com.github.pjfanning.xlsx.SharedStringsImplementationType;
import com.github.pjfanning.xlsx.StreamingReader;
import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;

/** Opens workbooks by what they are, whatever their names say, and finds their sheets. */
final class Workbooks {
    private static final int ROWS_HELD = 100;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final String ADVICE = "open it in Excel and save it anew as .xlsx, without a password";

    private Workbooks() {}

    /**
     * Opens a workbook. One of Office Open XML is read row by row, but for the texts that its cells share; one of the older
     * format, which has 65,536 rows a sheet at most, is held whole.
     *
     * @throws BrokenFileException when it is none, or is damaged or has a password
     */
    static Workbook open(DataFile file) throws IOException {
        FileMagic magic;
        try (InputStream in = FileMagic.prepareToCheckMagic(file.open())) {
            magic = FileMagic.valueOf(in);
        }
        try {
            return switch (magic) {
                case OOXML -> ooxml(file);
                case OLE2 -> binary(file);
                default -> throw new BrokenFileException(file.name(), "it is no Excel workbook", ADVICE, null);
            };
        } catch (EncryptedDocumentException e) {
            throw new BrokenFileException(file.name(), "it has a password, or is encrypted otherwise", ADVICE, e);
        } catch (BrokenFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** A workbook in which reading failed. */
    static BrokenFileException damaged(DataFile file, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new BrokenFileException(
                file.name(), "the workbook is damaged, or no Excel workbook: " + cause.getMessage(), ADVICE, e);
    }

    private static Workbook ooxml(DataFile file) throws IOException {
        StreamingReader.Builder reader = StreamingReader.builder()
                .rowCacheSize(ROWS_HELD)
                .bufferSize(BUFFER_BYTES)
                .setSharedStringsImplementationType(SharedStringsImplementationType.POI_READ_ONLY);
        Optional<Path> local = file.local();
        if (local.isPresent()) {
            return reader.open(local.get().toFile());
        }
        try (InputStream in = file.open()) {
            return reader.open(in);
        }
    }

    private static Workbook binary(DataFile file) throws IOException {
        Optional<Path> local = file.local();
        if (local.isEmpty()) {
            try (InputStream in = file.open()) {
                return new HSSFWorkbook(in);
            }
        }
        POIFSFileSystem files = new POIFSFileSystem(local.get().toFile(), true);
        try {
            return new HSSFWorkbook(files);
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /**
     * The sheet that is meant: by its name, else by its number from 1.
     *
     * @throws BrokenFileException when there is none of that name or number, naming those there are
     */
    static Sheet sheet(DataFile file, Workbook workbook, Optional<String> wanted) throws BrokenFileException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
            names.add(workbook.getSheetName(i));
        }
        int index = wanted.map(w -> names.contains(w) ? names.indexOf(w) : number(w) - 1)
                .orElse(0);
        if (index < 0 || index >= names.size()) {
            throw new BrokenFileException(
                    file.name(),
                    "it has no sheet '" + wanted.orElse("1") + "'",
                    "its sheets are " + String.join(", ", names),
                    null);
        }
        return workbook.getSheetAt(index);
    }

    private static int number(String text) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : 0;
    }
}
