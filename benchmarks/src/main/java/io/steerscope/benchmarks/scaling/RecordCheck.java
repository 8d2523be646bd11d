package io.steerscope.benchmarks.scaling;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a reader of committed records found of the inputs that the group has committed.
 *
 * @param inputs inputs whose offset is committed
 * @param lost results that are not there, in any output
 * @param doubled results that are there again, or of an input that is not committed
 * @param deadLetters dead letters
 */
record RecordCheck(long inputs, long lost, long doubled, long deadLetters) {

    /**
     * Compares.
     *
     * @param expected the key of each result that has to be in every output
     * @param found how often each key is in each output
     */
    static RecordCheck of(Collection<String> expected, List<Map<String, Integer>> found, long deadLetters) {
        long lost = 0;
        long doubled = 0;
        for (Map<String, Integer> output : found) {
            long once = expected.stream().filter(output::containsKey).count();
            lost += expected.size() - once;
            doubled += output.values().stream().mapToLong(Integer::longValue).sum() - once;
        }
        return new RecordCheck(expected.size(), lost, doubled, deadLetters);
    }

    boolean isClean() {
        return lost == 0 && doubled == 0 && deadLetters == 0;
    }
}
