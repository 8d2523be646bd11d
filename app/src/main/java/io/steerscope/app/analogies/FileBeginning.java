package io.steerscope.app.analogies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a file begins with.
 *
 * @param text its first bytes as characters of their number, without a byte order mark of UTF-8
 * @param isWhole whether that is all of the file
 */
record FileBeginning(String text, boolean isWhole) {

    private static final int BYTES = 1 << 16;
    private static final String MARK = "\u00EF\u00BB\u00BF";

    /** @throws IOException if the file cannot be read, or is no file that may be read again */
    static FileBeginning of(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(
                    file.toString(), null, "is a pipe or device, and is read more than once: write it to a file first");
        }
        try (InputStream in = Files.newInputStream(file)) {
            String latin = new String(in.readNBytes(BYTES), StandardCharsets.ISO_8859_1);
            boolean isWhole = in.read() < 0;
            return new FileBeginning(latin.startsWith(MARK) ? latin.substring(MARK.length()) : latin, isWhole);
        }
    }

    /** The first line that is not blank, read as UTF-8; empty if there is none. */
    String firstLine() {
        String line = text.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
        return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
