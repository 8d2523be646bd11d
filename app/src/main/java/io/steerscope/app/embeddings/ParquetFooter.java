package io.steerscope.app.embeddings;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.FailureLine;

/** What stands at the end of a Parquet file: its schema, and how its columns are compressed. */
final class ParquetFooter {

    /** What parquet-java calls the file. */
    private static final Pattern OWN_NAME = Pattern.compile("org\\.apache\\.parquet\\S+@[0-9a-f]+");

    /** Both marks, and the length of what stands before the second. */
    private static final int LEAST = 12;

    private static final Place FILE = new Place(0, 0);

    private ParquetFooter() {}

    /**
     * Reads it. Columns that cannot be unpacked are noted.
     *
     * @param taken what is made of the schema
     * @param faults of the file, made by {@link TableFaults#ofRows}
     * @throws io.steerscope.schemas.table.TableException if it is no Parquet file, or one that is damaged
     */
    static <T> T read(Path file, TableFaults faults, Function<MessageType, T> taken) throws IOException {
        requireParquet(file, faults);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            addUnreadable(reader, faults);
            return taken.apply(reader.getFileMetaData().getSchema());
        } catch (IOException | RuntimeException e) {
            throw refused(
                    faults,
                    "is a damaged Parquet file (%s): write it again"
                            .formatted(OWN_NAME.matcher(FailureLine.of(e)).replaceAll("it")));
        }
    }

    private static void requireParquet(Path file, TableFaults faults) throws IOException {
        if (Files.size(file) == 0) {
            throw refused(faults, "the file is empty: write it again");
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            boolean begins = isMark(bytes, 0);
            if (begins && bytes.length() >= LEAST && isMark(bytes, bytes.length() - RowSource.PARQUET.length)) {
                return;
            }
            throw refused(
                    faults,
                    begins
                            ? "is a Parquet file that was cut short (it does not end in PAR1): write it again"
                            : "is no Parquet file (it does not begin with PAR1): write it as one, or name it .csv if"
                                    + " that is what it is");
        }
    }

    private static boolean isMark(RandomAccessFile bytes, long at) throws IOException {
        byte[] mark = new byte[RowSource.PARQUET.length];
        if (at < 0 || at + mark.length > bytes.length()) {
            return false;
        }
        bytes.seek(at);
        bytes.readFully(mark);
        return Arrays.equals(mark, RowSource.PARQUET);
    }

    private static void addUnreadable(ParquetFileReader reader, TableFaults faults) {
        Set<CompressionCodecName> unreadable = EnumSet.noneOf(CompressionCodecName.class);
        for (BlockMetaData group : reader.getRowGroups()) {
            group.getColumns().stream()
                    .map(ColumnChunkMetaData::getCodec)
                    .filter(codec -> !ParquetCodecs.canRead(codec))
                    .forEach(unreadable::add);
        }
        unreadable.forEach(codec -> faults.add(
                FILE, "columns are compressed by %s: write it with Snappy, Zstandard or gzip".formatted(codec)));
    }

    private static AssertionError refused(TableFaults faults, String fault) {
        faults.add(FILE, fault);
        faults.refuseIfAny();
        return new AssertionError(fault);
    }
}
