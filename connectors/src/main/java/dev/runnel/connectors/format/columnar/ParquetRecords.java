package dev.runnel.connectors.format.columnar;

import dev.runnel.connectors.format.record.BrokenFileException;
import dev.runnel.connectors.format.record.DataFile;
import dev.runnel.connectors.format.record.FileRecord;
import dev.runnel.connectors.format.record.Mark;
import dev.runnel.connectors.format.record.Place;
import dev.runnel.connectors.format.record.RecordReader;
import dev.runnel.connectors.format.record.RowJson;
import dev.runnel.core.contract.RecordType;
import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a Parquet file, numbered from 1. One row group at a time is held, packed. A mark passes whole row groups
 * over unread; within its own the rows before it are read again.
 */
public final class ParquetRecords implements RecordReader {
    private final DataFile file;
    private final ParquetFileReader reader;
    private final MessageColumnIO columns;
    private final ParquetJson json;
    private final RowJson out = new RowJson();

    private org.apache.parquet.io.@Nullable RecordReader<Group> group;
    private long left;
    private long row;

    private ParquetRecords(DataFile file, ParquetFileReader reader, RecordType shape) {
        this.file = file;
        this.reader = reader;
        this.columns =
                new ColumnIOFactory().getColumnIO(reader.getFileMetaData().getSchema());
        this.json = new ParquetJson(reader.getFileMetaData().getSchema(), shape);
    }

    /**
     * Opens a file.
     *
     * @param shape the contract as {@link dev.runnel.connectors.format.record.SourceShape} sees it
     * @throws BrokenFileException when it is no Parquet file
     * @throws IOException when the file cannot be read
     */
    public static ParquetRecords open(DataFile file, RecordType shape, Mark from) throws IOException {
        file.open().close(); // one that is not there is not broken
        try {
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .usePageChecksumVerification()
                    .build();
            ParquetFileReader reader = ParquetFileReader.open(new ParquetInput(file), options);
            try {
                ParquetRecords records = new ParquetRecords(file, reader, shape);
                records.pass(from.skip());
                return records;
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        } catch (BrokenFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BrokenFileException(
                    file.name(),
                    "it is no Parquet file, or its footer is damaged: " + e.getMessage(),
                    "copy it anew, or say its `format`",
                    e);
        }
    }

    private void pass(long rows) throws IOException {
        long toPass = rows;
        for (BlockMetaData block : reader.getRowGroups()) {
            if (block.getRowCount() > toPass) {
                break;
            }
            reader.skipNextRowGroup();
            toPass -= block.getRowCount();
        }
        row = rows - toPass;
        for (; toPass > 0; toPass--) {
            read();
        }
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
        Group next = read();
        if (next == null) {
            return Optional.empty();
        }
        try {
            out.begin();
            json.write(out.json(), next);
            Place at = new Place(file.name(), Optional.empty(), row);
            return Optional.of(FileRecord.of(out.end(), at, new Mark(0, row, row + 1)));
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private @Nullable Group read() throws IOException {
        try {
            while (left == 0) {
                PageReadStore pages = reader.readNextRowGroup();
                if (pages == null) {
                    return null;
                }
                left = pages.getRowCount();
                group = columns.getRecordReader(
                        pages, new GroupRecordConverter(reader.getFileMetaData().getSchema()));
            }
            left--;
            Group read = group == null ? null : group.read();
            row++;
            return read;
        } catch (IOException | RuntimeException e) {
            throw damaged(e);
        }
    }

    private BrokenFileException damaged(Exception e) {
        return new BrokenFileException(
                file.name(),
                "it cannot be read behind row " + row + ": " + e.getMessage(),
                "copy it anew, or write it with another compression",
                e);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
