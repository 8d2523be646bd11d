package io.steerscope.app.ingest;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.schemas.table.Place;
import io.steerscope.schemas.table.TableFaults;
import io.steerscope.schemas.text.VisibleText;

/** The faults of all files of a source: how many there are, and the first of them, in whatever order they are found. */
final class SourceFaults {

    private record Fault(Spot spot, long number, String text) {}

    private static final Comparator<Fault> ORDER = Comparator.<Fault>comparingInt(
                    fault -> fault.spot.part().index())
            .thenComparingInt(fault -> fault.spot.line() == 0 ? Integer.MAX_VALUE : fault.spot.line())
            .thenComparingInt(fault -> fault.spot.column())
            .thenComparingLong(Fault::number);

    private final PriorityQueue<Fault> first = new PriorityQueue<>(ORDER.reversed());
    private final Set<String> told = new HashSet<>();
    private long count;

    /**
     * Notes a fault.
     *
     * @param text what is wrong and how to mend it, one line
     */
    void add(Spot spot, String text) {
        first.add(new Fault(spot, count, text));
        count++;
        if (first.size() > TableFaults.MOST_SHOWN) {
            first.remove();
        }
    }

    /** Notes what is likely to be wrong with every file of the source, and is told of the first alone. */
    void addOnce(Spot spot, String text) {
        if (told.add(text)) {
            add(spot, text);
        }
    }

    /** Notes the faults of a table. */
    void addAll(Part part, TableFaults faults) {
        long before = count;
        faults.forEachShown((place, text) -> add(spot(part, place), text));
        count = before + faults.count();
    }

    private static Spot spot(Part part, Place place) {
        return new Spot(part, place.line(), place.column(), "");
    }

    long count() {
        return count;
    }

    /** Whether further faults would only be counted, unless they stand before those that are known. */
    boolean isFull() {
        return count >= TableFaults.MOST_SHOWN;
    }

    /** @throws ImageSourceException if there is any fault */
    void refuseIfAny() {
        if (count == 0) {
            return;
        }
        String shown = first.stream()
                .sorted(ORDER)
                .map(fault -> VisibleText.of(fault.spot.label() + ": " + fault.text))
                .collect(Collectors.joining("\n"));
        long more = count - first.size();
        throw new ImageSourceException(
                more == 0 ? shown : shown + "\n... and " + more + (more == 1 ? " more fault" : " more faults"));
    }
}
