package io.steerscope.results.analysis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.PlaneChart;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;

/** The least that an analysis can be: one class. It counts the images that each scorer has judged. */
public final class ImageCount implements Analysis<Map<String, Long>> {

    @Override
    public String id() {
        return "image-count";
    }

    @Override
    public String heading() {
        return "Images by <scorer>";
    }

    @Override
    public Reads reads() {
        return Reads.SCORES;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("at-least");
    }

    @Override
    public Map<String, Long> of(ExperimentData data, Choice choice) {
        long least = choice.parameter("at-least").map(ImageCount::number).orElse(0L);
        Map<String, Long> counts = new TreeMap<>();
        data.scorers().stream()
                .filter(scorer -> choice.wantsScorer(scorer.scorerId()))
                .filter(scorer -> scorer.completeness().scored() >= least)
                .forEach(scorer ->
                        counts.put(scorer.scorerId(), scorer.completeness().scored()));
        return counts;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("at-least=" + text + ": a whole number expected", e);
        }
    }

    @Override
    public boolean isEmpty(Map<String, Long> counts) {
        return counts.isEmpty();
    }

    @Override
    public Map<String, Long> ofScorers(Map<String, Long> counts, Set<String> scorerIds) {
        Map<String, Long> kept = new TreeMap<>(counts);
        kept.keySet().retainAll(scorerIds);
        return kept;
    }

    @Override
    public Object fields(Map<String, Long> counts) {
        return counts;
    }

    @Override
    public Section section(Map<String, Long> counts) {
        return new Section(
                id(),
                heading(),
                List.of(
                        Paragraph.text("What was judged & by whom."),
                        new Table(
                                "Counts",
                                "",
                                List.of(Column.text("Scorer"), Column.number("Images")),
                                counts.entrySet().stream()
                                        .map(entry -> List.of(Cell.text(entry.getKey()), Cell.count(entry.getValue())))
                                        .toList()),
                        new PlaneChart(
                                "Counts in a plane",
                                "Each point is a scorer.",
                                PlaneChart.Axis.aroundZero("place", FigureUnit.AMOUNT),
                                PlaneChart.Axis.aroundZero("images", FigureUnit.AMOUNT),
                                counts.entrySet().stream()
                                        .map(entry -> new PlaneChart.Track(
                                                entry.getKey(),
                                                List.of(new PlaneChart.Point(
                                                        1.0, entry.getValue(), entry.getKey(), true))))
                                        .toList())));
    }
}
