package io.steerscope.benchmarks.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each fault was tried and survived, and what was lost. */
final class FaultTable {

    private static final class Row {
        private int tried;
        private int survived;
        private int idle;
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private long lost;
    private long doubled;

    void tried(String role, Fault fault, boolean survived) {
        Row row = rows.computeIfAbsent("%-10s SIG%s".formatted(role, fault), name -> new Row());
        row.tried++;
        row.survived += survived ? 1 : 0;
    }

    /** Notes that a fault came when all was done, where it proves less. */
    void cameLate(String role, Fault fault) {
        rows.computeIfAbsent("%-10s SIG%s".formatted(role, fault), name -> new Row()).idle++;
    }

    void lost(String what, long count) {
        lost += count;
        if (count > 0) {
            problem(count + " lost: " + what);
        }
    }

    void doubled(String what, long count) {
        doubled += count;
        if (count > 0) {
            problem(count + " doubled: " + what);
        }
    }

    void problem(String line) {
        problems.add(line);
        System.out.println("PROBLEM: " + line);
    }

    boolean isClean() {
        return problems.isEmpty();
    }

    void print(PrintStream out) {
        out.printf("%n%-22s %6s %9s %15s%n", "fault", "tried", "survived", "after the end");
        rows.forEach((name, row) -> out.printf("%-22s %6d %9d %15d%n", name, row.tried, row.survived, row.idle));
        out.printf("records lost: %d, doubled: %d%n", lost, doubled);
        problems.forEach(problem -> out.println("PROBLEM: " + problem));
        out.flush();
    }
}
