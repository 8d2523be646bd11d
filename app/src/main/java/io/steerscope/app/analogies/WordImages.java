package io.steerscope.app.analogies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.app.embeddings.WordTable;
import io.steerscope.statistics.analogy.DoubleVectors;
import io.steerscope.statistics.analogy.PooledWord;
import io.steerscope.statistics.analogy.Pooling;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;

/**
 * Words whose vectors are means of those of their images.
 *
 * @param name where they are from
 * @param words in their order
 * @param repeated words that differ in case alone from an earlier one and are left out, where case does not matter
 */
public record WordImages(String name, Map<String, PooledWord> words, int repeated) {

    /**
     * Pools images.
     *
     * @param rows in the order of words and images, at least one
     * @param most how many words at most
     * @param foldsCase whether words that differ in case alone are one
     */
    public static WordImages of(String name, List<WordTable.Row> rows, int most, boolean foldsCase) {
        Map<String, List<float[]>> vectors = new LinkedHashMap<>();
        for (WordTable.Row row : rows) {
            vectors.computeIfAbsent(row.word(), word -> new ArrayList<>()).add(row.vector());
        }
        WordList different = new WordList(foldsCase);
        Map<String, PooledWord> words = new LinkedHashMap<>();
        int taken = 0;
        for (Map.Entry<String, List<float[]>> word : vectors.entrySet()) {
            if (taken == most) {
                break;
            }
            taken++;
            if (different.add(word.getKey())) {
                words.put(word.getKey(), PooledWord.of(word.getValue()));
            }
        }
        return new WordImages(name, words, taken - words.size());
    }

    /** The words with the means of a pooling. */
    WordSource pooled(Pooling pooling, boolean foldsCase) {
        WordList list = new WordList(foldsCase);
        List<double[]> means = new ArrayList<>();
        words.forEach((word, pooled) -> {
            list.add(word);
            means.add(pooled.mean(pooling));
        });
        return new WordSource(name, new Vocabulary(list, new DoubleVectors(means)), repeated);
    }
}
