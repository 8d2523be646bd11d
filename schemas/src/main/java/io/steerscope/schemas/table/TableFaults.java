package io.steerscope.schemas.table;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The faults of one file: how many there are, and the first of them by place, whatever the order in which they are
 * found.
 */
public final class TableFaults {

    /** The most faults that are told one by one. */
    public static final int MOST_SHOWN = 10;

    private record Fault(Place place, long number, String text) {}

    private static final Comparator<Fault> ORDER =
            Comparator.comparing(Fault::place).thenComparingLong(Fault::number);

    private final Path file;
    private final boolean hasLines;
    private final PriorityQueue<Fault> first = new PriorityQueue<>(ORDER.reversed());
    private long count;

    /** Of a text file. */
    public TableFaults(Path file) {
        this(file, true);
    }

    private TableFaults(Path file, boolean hasLines) {
        this.file = file;
        this.hasLines = hasLines;
    }

    /**
     * Of a file without lines: what is the line of a place is the number of a row, from 1, or 0 for the file as a
     * whole, and faults name their column.
     */
    public static TableFaults ofRows(Path file) {
        return new TableFaults(file, false);
    }

    /** The file whose faults these are. */
    public Path file() {
        return file;
    }

    /**
     * Notes a fault.
     *
     * @param text what is wrong and how to mend it, one line
     */
    public void add(Place place, String text) {
        first.add(new Fault(place, count, text));
        count++;
        if (first.size() > MOST_SHOWN) {
            first.remove();
        }
    }

    /** How many faults were noted. */
    public long count() {
        return count;
    }

    /** Gives the faults that would be told one by one, in the order of the file. */
    public void forEachShown(BiConsumer<Place, String> action) {
        first.stream().sorted(ORDER).forEach(fault -> action.accept(fault.place, fault.text));
    }

    /** @throws TableException if there is any fault */
    public void refuseIfAny() {
        if (count > 0) {
            throw new TableException(message());
        }
    }

    private String message() {
        String shown = first.stream()
                .sorted(ORDER)
                .map(fault -> file + where(fault.place) + ": " + fault.text)
                .collect(Collectors.joining("\n"));
        long more = count - first.size();
        return more == 0 ? shown : shown + "\n... and " + more + (more == 1 ? " more fault" : " more faults");
    }

    private String where(Place place) {
        if (hasLines) {
            return ":" + place.line() + ":" + place.column();
        }
        return place.line() == 0 ? "" : ": row " + place.line();
    }
}
