package io.steerscope.results.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the partitions of a topic say of one key. Immutable.
 *
 * <p>Each partition says what its last record says; a tombstone takes back what its own partition says, which is all
 * that compaction would keep of it. Where several partitions say something, what was made last counts; of equal times
 * what the partition with the higher number says. So it does not matter in which order partitions are read.
 *
 * @param <T> the record
 */
public final class KeyValues<T> {

    private static final KeyValues<?> NONE = new KeyValues<>(List.of());

    private final List<Place<T>> places;

    private record Place<T>(int partition, long millis, T value) {}

    private KeyValues(List<Place<T>> places) {
        this.places = places;
    }

    /** No partition says anything. */
    @SuppressWarnings("unchecked") // nothing can be taken out of it
    public static <T> KeyValues<T> none() {
        return (KeyValues<T>) NONE;
    }

    /** With the last record of a partition; {@code millis} is when it was made. */
    public KeyValues<T> with(int partition, long millis, T value) {
        List<Place<T>> next = others(partition);
        next.add(new Place<>(partition, millis, value));
        return new KeyValues<>(next);
    }

    /** Without what a partition says. */
    public KeyValues<T> without(int partition) {
        return new KeyValues<>(others(partition));
    }

    /** Whether no partition says anything. */
    public boolean isEmpty() {
        return places.isEmpty();
    }

    /** What all of them say, in no order. */
    public List<T> all() {
        return places.stream().map(Place::value).toList();
    }

    /** How many partitions say something. */
    public int count() {
        return places.size();
    }

    /**
     * What counts.
     *
     * @throws IllegalStateException if no partition says anything
     */
    public T value() {
        return places.stream()
                .max(Comparator.comparingLong((Place<T> place) -> place.millis())
                        .thenComparingInt(Place::partition))
                .orElseThrow(() -> new IllegalStateException("no partition says anything"))
                .value();
    }

    private List<Place<T>> others(int partition) {
        List<Place<T>> others = new ArrayList<>();
        places.stream().filter(place -> place.partition() != partition).forEach(others::add);
        return others;
    }
}
