package io.steerscope.app.analogies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steerscope.app.embeddings.WordTable;
import io.steerscope.statistics.analogy.FloatVectors;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;

/**
 * Files of word vectors: text and binary as word2vec writes them, text without a first line of counts as GloVe writes
 * it, and tables of embeddings. What a file is, its content says.
 */
public final class VectorFile {

    private static final int BEGINNING = 1 << 16;
    private static final Pattern COUNTS = Pattern.compile("\\A\uFEFF?([0-9]{1,18})[ \t]+([0-9]{1,9})[ \t]*\r?\n");

    /** Control characters that no text file has, but numbers of four bytes have soon. */
    private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0E-\\x1F]");

    private VectorFile() {}

    /**
     * Reads the first words of a file.
     *
     * @param most how many words at most, at least 1
     * @param foldsCase whether words that differ in case alone are one
     * @throws io.steerscope.schemas.table.TableException if the file is none of these, or damaged
     * @throws IOException if it cannot be read
     */
    public static WordSource read(Path file, int most, boolean foldsCase) throws IOException {
        String beginning = beginning(file);
        String name = String.valueOf(file.getFileName());
        if (isTable(name, beginning)) {
            return table(file, name, most, foldsCase);
        }
        Matcher counts = COUNTS.matcher(beginning);
        if (!counts.find()) {
            return VectorText.read(file, most, foldsCase);
        }
        if (BINARY.matcher(beginning).find(counts.end())) {
            return VectorBinary.read(file, most, foldsCase);
        }
        return VectorText.read(file, most, foldsCase);
    }

    private static String beginning(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder: name a file of vectors");
        }
        try (InputStream in = Files.newInputStream(file)) {
            String latin = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
            return latin.startsWith("\u00EF\u00BB\u00BF") ? latin.substring(3) : latin;
        }
    }

    private static boolean isTable(String name, String beginning) {
        if (beginning.startsWith("PAR1") || name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            return true;
        }
        String first = beginning.lines().findFirst().orElse("");
        return List.of(first.replace("\"", "").split(",")).stream()
                .anyMatch(column -> column.strip().equals("e0"));
    }

    private static WordSource table(Path file, String name, int most, boolean foldsCase) throws IOException {
        WordList words = new WordList(foldsCase);
        List<WordTable.Row> rows = WordTable.words(file);
        FloatVectors vectors = new FloatVectors(rows.get(0).vector().length);
        int repeated = 0;
        for (WordTable.Row row : rows.subList(0, Math.min(most, rows.size()))) {
            if (words.add(row.word())) {
                vectors.add(row.vector());
            } else {
                repeated++;
            }
        }
        return new WordSource(name, new Vocabulary(words, vectors), repeated);
    }
}
