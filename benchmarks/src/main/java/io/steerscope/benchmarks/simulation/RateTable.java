package io.steerscope.benchmarks.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The rates of one question as a table in Markdown: a row for each method and population, a column for each size. */
final class RateTable {

    private record Row(String method, String promise, String values) {}

    private RateTable() {}

    /** One table for each question, under its name, in the order of the rates. */
    static String of(List<Rate> rates) {
        Map<String, List<Rate>> byQuestion = rates.stream()
                .collect(Collectors.groupingBy(
                        rate -> rate.event().question(), LinkedHashMap::new, Collectors.toList()));
        StringJoiner tables = new StringJoiner("\n\n");
        byQuestion.forEach((question, ofOne) -> tables.add("**" + question + "**\n\n" + table(ofOne)));
        return tables.toString();
    }

    private static String table(List<Rate> rates) {
        Set<String> sizes = rates.stream().map(Rate::size).collect(Collectors.toCollection(LinkedHashSet::new));
        Map<Row, Map<String, String>> rows = new LinkedHashMap<>();
        for (Rate rate : sorted(rates)) {
            rows.computeIfAbsent(
                            new Row(rate.event().method(), rate.event().promise(), rate.values()),
                            row -> new LinkedHashMap<>())
                    .put(rate.size(), rate.percent());
        }
        boolean promises = rows.keySet().stream().anyMatch(row -> !row.promise().isEmpty());
        StringJoiner lines = new StringJoiner("\n");
        lines.add("| method | values |" + (promises ? " promised |" : "") + cells(sizes));
        lines.add("|---|---|" + (promises ? "---|" : "") + "---|".repeat(sizes.size()));
        rows.forEach((row, bySize) -> lines.add("| " + row.method() + " | " + row.values() + " |"
                + (promises ? " " + row.promise() + " |" : "")
                + cells(sizes.stream()
                        .map(size -> bySize.getOrDefault(size, ""))
                        .toList())));
        return lines.toString();
    }

    /** By method in the order in which methods first appear, then by population. */
    private static List<Rate> sorted(List<Rate> rates) {
        return rates.stream()
                .collect(Collectors.groupingBy(rate -> rate.event().method(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static String cells(Iterable<String> texts) {
        StringBuilder cells = new StringBuilder();
        texts.forEach(text -> cells.append(' ').append(text).append(" |"));
        return cells.toString();
    }
}
