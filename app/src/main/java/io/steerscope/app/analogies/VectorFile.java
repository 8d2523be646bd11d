package io.steerscope.app.analogies;

import java.io.IOException;
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

    private static final Pattern COUNTS = Pattern.compile("\\A[ \t]*([0-9]{1,18})[ \t]+([0-9]{1,9})[ \t]*\r?(\n|\\z)");

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
        FileBeginning beginning = FileBeginning.of(file);
        String name = String.valueOf(file.getFileName());
        if (isTable(name, beginning)) {
            return table(file, name, most, foldsCase);
        }
        Matcher counts = COUNTS.matcher(beginning.text());
        if (counts.find()) {
            return ForeignFile.BINARY.matcher(beginning.text()).find(counts.end())
                    ? VectorBinary.read(file, most, foldsCase)
                    : VectorText.read(file, most, foldsCase, null);
        }
        VectorDimension dimension = VectorDimension.of(beginning);
        if (!dimension.isOfVectors()) {
            ForeignFile.refuse(file, beginning);
        }
        return VectorText.read(file, most, foldsCase, dimension);
    }

    private static boolean isTable(String name, FileBeginning beginning) {
        if (beginning.text().startsWith("PAR1") || name.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            return true;
        }
        return SpelledColumns.of(beginning.firstLine()).names().contains("e0");
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
