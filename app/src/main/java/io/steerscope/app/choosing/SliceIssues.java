package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.steerscope.results.choosing.ChoosingFields;
import io.steerscope.results.document.Numbers;
import io.steerscope.statistics.choosing.ChoosingResult;
import io.steerscope.statistics.choosing.Slice;
import io.steerscope.statistics.choosing.SliceDescription;

/** Slices as the issues of Spotlight: {@code title, rows, severity, columns, description}. */
final class SliceIssues {

    private static final double HIGH = 0.001;
    private static final int MOST_WORDS = 4;

    private SliceIssues() {}

    /** The issues, in the order of the slices. */
    static List<Map<String, Object>> of(List<Slice> slices, SelectOutput output) {
        List<Map<String, Object>> issues = new ArrayList<>();
        for (Slice slice : slices) {
            Map<String, Object> issue = new LinkedHashMap<>();
            issue.put("title", title(slice, output.result()));
            issue.put("rows", IntStream.of(slice.members()).boxed().toList());
            issue.put("severity", slice.q() <= HIGH ? "high" : "medium");
            issue.put("columns", List.of("score"));
            issue.put("description", description(slice));
            issues.add(issue);
        }
        return issues;
    }

    private static String title(Slice slice, ChoosingResult result) {
        String direction = slice.lift() < 0.0 ? "Low score" : "High score";
        SliceDescription description = slice.description();
        if (description == null) {
            return direction;
        }
        String words = description.traits().stream()
                .limit(MOST_WORDS)
                .map(ChoosingFields::words)
                .collect(Collectors.joining(", "));
        return direction + ": " + (words.isEmpty() ? "images like " + result.key(description.medoid()) : words);
    }

    private static String description(Slice slice) {
        return "%s of %s: mean %s, lift %s, 95 %% interval %s to %s at one look, shrunken %s, q = %s"
                .formatted(
                        Numbers.count(slice.support(), "image"),
                        Numbers.count(slice.groups(), "group"),
                        Numbers.format("%.4g", slice.mean()),
                        Numbers.format("%+.4g", slice.lift()),
                        Numbers.format("%+.4g", slice.low()),
                        Numbers.format("%+.4g", slice.high()),
                        Numbers.format("%+.4g", slice.shrunkenLift()),
                        Numbers.format("%.2g", slice.q()));
    }
}
