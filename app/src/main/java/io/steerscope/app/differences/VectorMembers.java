package io.steerscope.app.differences;

import java.util.List;
import java.util.Map;

/**
 * The members that a file of vectors may have. Anything else is refused: a misspelt member that nobody reads would
 * change the question without a word. What was found ({@code expected}) may stand beside what is asked.
 *
 * @param own of the file
 * @param ofElements of the objects in a list, by the name of the list
 */
record VectorMembers(List<String> own, Map<String, List<String>> ofElements) {

    private static final String EXPECTED = "expected";
    private static final List<String> PAIR = List.of("first", "second", "truth", "cosine", "correct");

    /** Of {@code differences classify}. */
    static final VectorMembers CLASSIFY = new VectorMembers(
            List.of("classes", "class_embeddings", "comparatives", "images", EXPECTED),
            Map.of("comparatives", List.of("first", "second", "embedding"), "images", List.of("label", "embedding")));

    /** Of {@code differences pairs}. */
    static final VectorMembers PAIRS =
            new VectorMembers(List.of("images", "text", "pairs", "values", EXPECTED), Map.of("pairs", PAIR));

    /** Of {@code differences rank}; the pairs are those of a file that {@code differences pairs} is asked, too. */
    static final VectorMembers RANK = new VectorMembers(
            List.of("images", "text", "opposite", "values", "pairs", EXPECTED), Map.of("pairs", PAIR));

    /** Of {@code differences retrieve}. */
    static final VectorMembers RETRIEVE = new VectorMembers(
            List.of("images", "captions", EXPECTED), Map.of("captions", List.of("image", "embedding", "text")));

    /** Copies the collections. */
    VectorMembers {
        own = List.copyOf(own);
        ofElements = Map.copyOf(ofElements);
    }
}
