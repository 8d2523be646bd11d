package io.steerscope.app.margins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.statistics.analysis.MarginObservation;

/**
 * What a file of margins holds.
 *
 * @param bySeries the margins of each series, at least one, each image once, in the order of the file
 * @param unsteered the margins of unsteered images by scorer, those of the source's prompt and of the target's
 * @param takenForUnsteered how many margins of alpha 0 were taken for those of unsteered images
 * @param unusedColumns columns that mean nothing here
 * @param repetitions rows that stand in the file more than once, and count once
 */
public record Margins(
        SortedMap<Series, List<MarginObservation>> bySeries,
        SortedMap<String, Unsteered> unsteered,
        long takenForUnsteered,
        List<String> unusedColumns,
        Repetitions repetitions) {

    /** Makes the collections unmodifiable. */
    public Margins {
        SortedMap<Series, List<MarginObservation>> copied = new TreeMap<>();
        bySeries.forEach((series, margins) -> copied.put(series, List.copyOf(margins)));
        bySeries = Collections.unmodifiableSortedMap(copied);
        unsteered = Collections.unmodifiableSortedMap(new TreeMap<>(unsteered));
        unusedColumns = List.copyOf(unusedColumns);
    }

    /**
     * Margins of unsteered images.
     *
     * @param source images of the source's prompt
     * @param target images of the target's prompt
     */
    public record Unsteered(List<MarginObservation> source, List<MarginObservation> target) {

        /** No images. */
        public static final Unsteered NONE = new Unsteered(List.of(), List.of());

        /** Copies the lists. */
        public Unsteered {
            source = List.copyOf(source);
            target = List.copyOf(target);
        }
    }

    /** The same with these margins of unsteered images. */
    Margins withUnsteered(SortedMap<String, Unsteered> others) {
        return new Margins(bySeries, others, takenForUnsteered, unusedColumns, repetitions);
    }

    /** The margins of unsteered images under a scorer. */
    public Unsteered unsteered(String scorer) {
        return unsteered.getOrDefault(scorer, Unsteered.NONE);
    }

    /** The margins of all series, one after another. */
    public List<MarginObservation> observations() {
        List<MarginObservation> all = new ArrayList<>();
        bySeries.values().forEach(all::addAll);
        return all;
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
