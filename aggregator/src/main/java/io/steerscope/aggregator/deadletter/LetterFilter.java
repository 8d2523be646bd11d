package io.steerscope.aggregator.deadletter;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.record.FailureKind;

/**
 * Which letters are meant: those that all parts hold for.
 *
 * @param topic name of the topic of dead letters
 * @param stage name of a stage ({@code generator}, {@code scorer}, {@code aggregator}) or of a scorer; null for any
 * @param kinds kinds of failures; none for any
 * @param experiment id of an experiment; null for any
 * @param states what has become of them; none for any
 * @param positions of letters, or of records that failed; none for any
 */
public record LetterFilter(
        String topic,
        @Nullable String stage,
        Set<FailureKind> kinds,
        @Nullable String experiment,
        Set<LetterState> states,
        List<LetterPosition> positions) {

    /** Copies the collections. */
    public LetterFilter {
        kinds = Set.copyOf(kinds);
        states = Set.copyOf(states);
        positions = List.copyOf(positions);
    }

    /** All letters of a topic. */
    public static LetterFilter all(String topic) {
        return new LetterFilter(topic, null, Set.of(), null, Set.of(), List.of());
    }

    /** The same with other states. */
    public LetterFilter in(LetterState... others) {
        return new LetterFilter(topic, stage, kinds, experiment, Set.of(others), positions);
    }

    /** The same of one stage or scorer. */
    public LetterFilter of(String other) {
        return new LetterFilter(topic, other, kinds, experiment, states, positions);
    }

    /** The same of some kinds. */
    public LetterFilter of(Set<FailureKind> others) {
        return new LetterFilter(topic, stage, others, experiment, states, positions);
    }

    /** Whether a letter is meant. */
    public boolean holds(StoredLetter stored) {
        return (stage == null
                        || stage.equals(stored.letter().getStage())
                        || stage.equals(stored.letter().getScorerId()))
                && (kinds.isEmpty() || kinds.contains(stored.letter().getKind()))
                && (experiment == null
                        || stored.job()
                                .filter(job -> job.startsWith(experiment + "/"))
                                .isPresent())
                && (states.isEmpty() || states.contains(stored.state()))
                && (positions.isEmpty() || positions.stream().anyMatch(position -> isAt(stored, position)));
    }

    /** Whether a position is that of the letter, or of the record that failed. */
    boolean isAt(StoredLetter stored, LetterPosition position) {
        if (position.topic() == null || position.topic().equals(topic)) {
            return LetterPosition.ORDER.compare(position, stored.position()) == 0;
        }
        return position.topic().equals(stored.letter().getTopic())
                && position.partition() == stored.letter().getPartition()
                && position.offset() == stored.letter().getOffset();
    }
}
