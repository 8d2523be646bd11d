package io.steerscope.producer.pairs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads pair sets from CSV and JSON Lines files. */
public final class PairSetReader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private PairSetReader() {}

    /**
     * Reads a pair set: JSON Lines where the file's name ends in {@code .jsonl}, else CSV with a header line (RFC 4180).
     * Columns may stand in any order; further columns are ignored with a warning, and so is space around a field.
     *
     * @throws InvalidPairSetException if the file is no valid pair set
     * @throws IOException if the file cannot be read
     */
    public static PairSet read(Path file) throws IOException {
        Problems problems = new Problems(file);
        String text = decode(Files.readAllBytes(file), problems);
        boolean jsonLines = file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl");
        List<Row> rows = jsonLines ? JsonLines.rows(file, text, problems) : Csv.rows(file, text, problems);
        RowCheck.check(rows, problems);
        problems.refuseIfAny();
        return new PairSet(rows.stream()
                .map(row -> new Pair(
                        row.text(Row.PAIR_ID), row.text(Row.CATEGORY), row.text(Row.SOURCE), row.text(Row.TARGET)))
                .toList());
    }

    private static String decode(byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        output.flip();
        if (result.isError()) {
            problems.add(
                    new Places(output).at(output.length()),
                    "byte 0x%02X at offset %d is not UTF-8: save the file as UTF-8"
                            .formatted(bytes[input.position()], input.position()));
            problems.refuseIfAny();
        }
        boolean marked = output.length() > 0 && output.charAt(0) == BYTE_ORDER_MARK;
        return (marked ? output.subSequence(1, output.length()) : output).toString();
    }
}
