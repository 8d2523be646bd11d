package io.steerscope.schemas.table;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextFileTest {

    @TempDir
    private Path folder;

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("t.csv"), text.getBytes(charset));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertThat(TextFile.read(file("\uFEFFa\uFEFF\n", StandardCharsets.UTF_8)))
                .isEqualTo("a\uFEFF\n");
    }

    @Test
    void aTextLongerThanAPieceIsReadWhole() throws IOException {
        // given
        String text = ("x\u00E9\uD83D\uDE00".repeat(7) + "\n").repeat(9_000);

        // when / then
        assertThat(TextFile.read(file(text, StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void bytesThatAreNotUtf8AreNamedByLine() throws IOException {
        // given
        String before = "x".repeat(99) + "\n";
        Path file = file(before.repeat(2_000) + "caf\u00E9,1\n", StandardCharsets.ISO_8859_1);

        // when / then
        assertThatThrownBy(() -> TextFile.read(file))
                .isInstanceOf(TableException.class)
                .hasMessage(file + ":2001:4: byte 0xE9 at offset 200003 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void aFileOfUtf16IsNamedAsSuch() throws IOException {
        // given
        Path file = file("\uFEFFa,b\n", StandardCharsets.UTF_16LE);

        // when / then
        assertThatThrownBy(() -> TextFile.read(file))
                .hasMessage(file + ":1:1: byte 0xFF at offset 0 is not UTF-8 (the file begins as UTF-16 does): save the"
                        + " file as UTF-8");
    }

    @Test
    void aNulIsNamedByLine() throws IOException {
        // given
        Path file = file("a,b\nx\0y,1\nx\0y,2\n", StandardCharsets.UTF_8);

        // when / then
        assertThatThrownBy(() -> TextFile.read(file))
                .hasMessage(
                        file + ":2:2: the character NUL stands here and at 1 more place: a table is text, remove it");
    }

    @Test
    void aFileBeyondTheLimitIsRefusedUnread() throws IOException {
        // given
        Path file = folder.resolve("t.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(TextFile.MOST_BYTES + 1);
        }

        // when / then
        assertThatThrownBy(() -> TextFile.read(file))
                .hasMessage(file + ":1:1: the file has 536870913 bytes, the most is 536870912: split it");
    }
}
