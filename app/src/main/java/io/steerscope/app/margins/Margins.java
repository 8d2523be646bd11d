package io.steerscope.app.margins;

import java.util.List;

import io.steerscope.statistics.analysis.MarginObservation;

/**
 * What a file of margins holds.
 *
 * @param observations the margins, each image once, in the order of the file
 * @param unusedColumns columns that mean nothing here
 * @param repetitions rows that stand in the file more than once, and count once
 */
public record Margins(List<MarginObservation> observations, List<String> unusedColumns, Repetitions repetitions) {

    /** Makes the lists unmodifiable. */
    public Margins {
        observations = List.copyOf(observations);
        unusedColumns = List.copyOf(unusedColumns);
    }

    /**
     * Rows that say once more what a row before them says.
     *
     * @param count how many; the rows before them are not counted
     * @param firstLine line of the row that the first of them repeats; 0 without any
     * @param secondLine line of the first of them; 0 without any
     */
    public record Repetitions(long count, int firstLine, int secondLine) {

        static final Repetitions NONE = new Repetitions(0, 0, 0);

        Repetitions and(int earlier, int later) {
            return count == 0 ? new Repetitions(1, earlier, later) : new Repetitions(count + 1, firstLine, secondLine);
        }
    }
}
