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

/** The characters of a UTF-8 file, one after another, without a byte order mark. */
final class Utf8Reader implements AutoCloseable {

    /** No more characters. */
    static final int END = -1;

    /** The next byte begins no character of UTF-8. */
    static final int MALFORMED = -2;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int PIECE = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(PIECE).limit(0);
    private final char[] piece = new char[PIECE];
    private int next;
    private int limit;
    private long before;
    private boolean ended;

    private Utf8Reader(InputStream in) {
        this.in = in;
    }

    static Utf8Reader open(Path file) throws IOException {
        NotText.refuse(file);
        Utf8Reader reader = new Utf8Reader(Files.newInputStream(file));
        if (reader.peek() == BYTE_ORDER_MARK) {
            reader.read();
        }
        return reader;
    }

    /** The next character, {@link #END} or {@link #MALFORMED}. */
    int read() throws IOException {
        int character = peek();
        if (character >= 0) {
            next++;
        }
        return character;
    }

    /** The same, which stays the next. */
    int peek() throws IOException {
        return next < limit ? piece[next] : fill();
    }

    /** What to say of the byte that is {@link #MALFORMED}. */
    String fault() {
        int value = bytes.get(bytes.position()) & 0xFF;
        long offset = before + bytes.position();
        boolean wide = offset == 0 && (value == 0xFE || value == 0xFF);
        return "byte 0x%02X at offset %d is not UTF-8%s: save the file as UTF-8"
                .formatted(value, offset, wide ? " (the file begins as UTF-16 does)" : "");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The first character of the next piece, or why there is none. */
    private int fill() throws IOException {
        CharBuffer characters = CharBuffer.wrap(piece);
        next = 0;
        limit = 0;
        while (true) {
            CoderResult result = decoder.decode(bytes, characters, ended);
            if (characters.position() > 0) {
                limit = characters.position();
                return piece[0];
            }
            if (result.isError()) {
                return MALFORMED;
            }
            if (ended) {
                return END;
            }
            before += bytes.position();
            bytes.compact();
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(read, 0)).flip();
        }
    }
}
