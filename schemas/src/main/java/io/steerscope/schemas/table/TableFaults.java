package io.steerscope.schemas.table;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;
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
    private final PriorityQueue<Fault> first = new PriorityQueue<>(ORDER.reversed());
    private long count;

    public TableFaults(Path file) {
        this.file = file;
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

    /** @throws TableException if there is any fault */
    public void refuseIfAny() {
        if (count > 0) {
            throw new TableException(message());
        }
    }

    private String message() {
        String shown = first.stream()
                .sorted(ORDER)
                .map(fault -> "%s:%d:%d: %s".formatted(file, fault.place.line(), fault.place.column(), fault.text))
                .collect(Collectors.joining("\n"));
        long more = count - first.size();
        return more == 0 ? shown : shown + "\n... and " + more + (more == 1 ? " more fault" : " more faults");
    }
}
