package io.steerscope.app.analogies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.steerscope.statistics.analogy.Relation;
import io.steerscope.statistics.analogy.Vocabulary;

/**
 * What was found of a relation.
 *
 * @param figures over the pairs whose words are known
 * @param pairs these pairs, in the order of the file
 * @param skipped pairs with an unknown word
 * @param unknown these words, each once
 * @param isRated whether any pair has a rating
 */
public record RelationResult(
        Relation figures,
        List<RelationFile.Pair> pairs,
        List<RelationFile.Pair> skipped,
        List<String> unknown,
        boolean isRated) {

    /** Copies the lists. */
    public RelationResult {
        pairs = List.copyOf(pairs);
        skipped = List.copyOf(skipped);
        unknown = List.copyOf(unknown);
    }

    /** The relations of a file over a vocabulary. */
    public static Map<String, RelationResult> of(Vocabulary vocabulary, RelationFile file) {
        Map<String, RelationResult> results = new LinkedHashMap<>();
        file.relations().forEach((name, pairs) -> results.put(name, of(vocabulary, pairs)));
        return results;
    }

    private static RelationResult of(Vocabulary vocabulary, List<RelationFile.Pair> pairs) {
        List<RelationFile.Pair> known = new ArrayList<>();
        List<RelationFile.Pair> skipped = new ArrayList<>();
        for (RelationFile.Pair pair : pairs) {
            boolean isKnown = vocabulary.find(pair.first()) >= 0 && vocabulary.find(pair.second()) >= 0;
            (isKnown ? known : skipped).add(pair);
        }
        Relation figures = Relation.of(
                known.stream()
                        .map(pair -> vocabulary.unit(vocabulary.find(pair.first())))
                        .toList(),
                known.stream()
                        .map(pair -> vocabulary.unit(vocabulary.find(pair.second())))
                        .toList(),
                known.stream().mapToDouble(RelationFile.Pair::rating).toArray());
        List<String> unknown = skipped.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .filter(word -> vocabulary.find(word) < 0)
                .distinct()
                .toList();
        return new RelationResult(
                figures, known, skipped, unknown, pairs.stream().anyMatch(pair -> !Double.isNaN(pair.rating())));
    }
}
