package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the text of a file of bounded size: UTF-8, with or without a byte order mark, which is no part of the text. */
public final class TextFile {

    /** The most bytes of a file. */
    public static final long MOST_BYTES = 512L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int PIECE = 1 << 16;

    private TextFile() {}

    /**
     * The text of a file.
     *
     * @throws TableException if it is no text, not UTF-8, too large, or holds a NUL, which no text file does
     * @throws IOException if it cannot be read
     */
    public static String read(Path file) throws IOException {
        NotText.refuse(file);
        TableFaults faults = new TableFaults(file);
        long size = Files.size(file);
        if (size > MOST_BYTES) {
            faults.add(Place.BEGINNING, "the file has %d bytes, the most is %d: split it".formatted(size, MOST_BYTES));
            faults.refuseIfAny();
        }
        String text = decode(file, faults);
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            long more = text.chars().filter(c -> c == 0).count() - 1;
            faults.add(
                    new Places(text).at(nul),
                    "the character NUL stands here%s: a table is text, remove it"
                            .formatted(
                                    more == 0 ? "" : " and at " + more + (more == 1 ? " more place" : " more places")));
            faults.refuseIfAny();
        }
        return text;
    }

    private static String decode(Path file, TableFaults faults) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        StringBuilder text = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(PIECE);
        CharBuffer characters = CharBuffer.allocate(PIECE);
        long before = 0;
        try (InputStream in = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(read, 0)).flip();
                CoderResult result = decoder.decode(bytes, characters, end);
                text.append(characters.flip());
                characters.clear();
                if (result.isError()) {
                    refuse(text, bytes.get(bytes.position()) & 0xFF, before + bytes.position(), faults);
                }
                before += bytes.position();
                bytes.compact();
            }
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        return text.substring(marked ? 1 : 0);
    }

    private static void refuse(StringBuilder text, int value, long offset, TableFaults faults) {
        boolean wide = offset == 0 && (value == 0xFE || value == 0xFF);
        faults.add(
                new Places(text).at(text.length()),
                "byte 0x%02X at offset %d is not UTF-8%s: save the file as UTF-8"
                        .formatted(value, offset, wide ? " (the file begins as UTF-16 does)" : ""));
        faults.refuseIfAny();
    }
}
