package io.steerscope.app.analogies;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.app.embeddings.WordTable;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.statistics.analogy.DoubleVectors;
import io.steerscope.statistics.analogy.PooledWord;
import io.steerscope.statistics.analogy.Pooling;
import io.steerscope.statistics.analogy.Vocabulary;
import io.steerscope.statistics.analogy.WordList;

/**
 * Words whose vectors are means of those of their images.
 *
 * @param name what they are called
 * @param place the file or folder that they are from
 * @param words in their order
 * @param repeated words that differ in case alone from an earlier one and are left out, where case does not matter
 */
public record WordImages(String name, Path place, Map<String, PooledWord> words, int repeated) {

    /**
     * Pools images.
     *
     * @param rows in the order of words and images, at least one
     * @param most how many words at most
     * @param foldsCase whether words that differ in case alone are one
     */
    public static WordImages of(String name, Path place, List<WordTable.Row> rows, int most, boolean foldsCase) {
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
        return new WordImages(name, place, words, taken - words.size());
    }

    /**
     * The words with the means of a pooling.
     *
     * @throws io.steerscope.schemas.table.TableException if the images of a word cancel out
     */
    WordSource pooled(Pooling pooling, boolean foldsCase) {
        TableFaults faults = TableFaults.ofRows(place);
        words.forEach((word, pooled) -> {
            if (pooled.cancels(pooling)) {
                Pooling other = pooling == Pooling.UNIT ? Pooling.RAW : Pooling.UNIT;
                faults.add(
                        new Place(0, 1),
                        "the %d images of %s cancel out, and their mean by --pooling %s has no direction: leave the word"
                                        .formatted(pooled.images(), FieldText.quoted(word), pooling)
                                + " out, or take more images of it"
                                + (pooled.cancels(other) ? "" : ", or pool by " + other + " alone"));
            }
        });
        faults.refuseIfAny();
        WordList list = new WordList(foldsCase);
        List<double[]> means = new ArrayList<>();
        words.forEach((word, pooled) -> {
            list.add(word);
            means.add(pooled.mean(pooling));
        });
        return new WordSource(name, new Vocabulary(list, new DoubleVectors(means)), repeated);
    }
}
