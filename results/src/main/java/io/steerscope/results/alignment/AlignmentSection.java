package io.steerscope.results.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.ImageStrip;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Shade;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.interval.Interval;

/** The alignments of one method under one scorer for people. */
public final class AlignmentSection {

    private static final String ALL = "All categories";
    private static final Comparator<MarginScore> BY_CLIP = Comparator.comparingDouble(Clip::of)
            .thenComparing(score -> score.getIdentity().getPairId())
            .thenComparingDouble(score -> score.getIdentity().getAlpha())
            .thenComparingLong(score -> score.getIdentity().getSeed());

    private AlignmentSection() {}

    /**
     * The section.
     *
     * @param id its anchor
     */
    public static Section of(String id, ScorerReport scorer, MethodReport method) {
        AlignmentFigures figures = AlignmentFigures.of(method);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(scorer.sentence()));
        blocks.add(Paragraph.text(AlignmentWords.headline(scorer.scorerId(), method.method(), figures)));
        blocks.add(Paragraph.note(AlignmentWords.WHAT_IT_IS));
        blocks.add(new Figure(
                "clip by category and alpha",
                "Dots are means over items, lines their %s t intervals. The axis does not begin at 0."
                        .formatted(Numbers.share(figures.options().level())),
                chart(figures)));
        blocks.add(table(figures));
        blocks.add(Paragraph.note("Unit: " + figures.unit() + ". " + AlignmentWords.OTHER_SCALES));
        blocks.addAll(strips(method.scores()));
        return new Section(id, method.method() + " judged by " + scorer.scorerId(), blocks);
    }

    private static IntervalChart chart(AlignmentFigures figures) {
        List<Double> alphas = List.copyOf(figures.byAlpha().keySet());
        SortedMap<String, List<Row>> rows = new TreeMap<>();
        figures.byCategory().keySet().forEach(category -> rows.put(category, new ArrayList<>()));
        figures.byCategoryAlpha()
                .forEach((cell, group) -> rows.computeIfAbsent(cell.category(), category -> new ArrayList<>())
                        .add(row(alphas, cell.alpha(), group, figures.options().level())));
        List<Group> groups = new ArrayList<>();
        rows.forEach((category, own) -> groups.add(new Group(category, own)));
        List<Row> all = new ArrayList<>();
        figures.byAlpha()
                .forEach((alpha, group) ->
                        all.add(row(alphas, alpha, group, figures.options().level())));
        groups.add(new Group(ALL, all));
        return new IntervalChart(
                "Mean clip by category and alpha",
                "Each row is a group of items: its mean clip and interval. The table below holds the same figures.",
                "clip: 100 times the cosine of image and prompt",
                FigureUnit.CLIP,
                List.of(),
                groups);
    }

    private static Row row(List<Double> alphas, double alpha, AlignmentGroup group, double level) {
        String label = "α " + alpha;
        AlignmentWords.Estimate estimate = AlignmentWords.Estimate.of(group);
        return new Row(
                label,
                List.of(new Mark(
                        0,
                        Shade.of(alphas, alpha),
                        label,
                        estimate.clip(),
                        estimate.interval(),
                        Numbers.share(level) + " t interval",
                        group.items().n())));
    }

    private static Table table(AlignmentFigures figures) {
        List<List<Cell>> rows = new ArrayList<>();
        figures.byCategoryAlpha()
                .forEach((cell, group) -> rows.add(row(cell.category(), String.valueOf(cell.alpha()), group)));
        figures.byAlpha().forEach((alpha, group) -> rows.add(row(ALL, String.valueOf(alpha), group)));
        if (figures.hasSeveralAlphas()) {
            figures.byCategory().forEach((category, group) -> rows.add(row(category, "all", group)));
            rows.add(row(ALL, "all", figures.overall()));
        }
        return new Table(
                "clip",
                "Mean clip over items with its %s t interval%s, BCa the bootstrap's; sd over items."
                        .formatted(
                                Numbers.share(figures.options().level()),
                                figures.hasSeveralAlphas()
                                        ? ", under all alphas clustered by pair, as the alphas of a pair are not independent"
                                        : ""),
                List.of(
                        Column.text("Category"),
                        Column.text("Alpha"),
                        Column.number("Items"),
                        Column.number("clip"),
                        Column.number("BCa"),
                        Column.number("sd"),
                        Column.number("clamped"),
                        Column.number("Images"),
                        Column.number("clip over images"),
                        Column.number("clamped over images"),
                        Column.number("CLIP-S over images")),
                rows);
    }

    private static List<Cell> row(String category, String alpha, AlignmentGroup group) {
        AlignmentWords.Estimate estimate = AlignmentWords.Estimate.of(group);
        return List.of(
                Cell.text(category),
                Cell.text(alpha),
                Cell.count(group.items().n()),
                Cell.figure(estimate.clip(), estimate.interval(), FigureUnit.CLIP),
                Cell.text(FigureUnit.CLIP.interval(bca(group))),
                Cell.figure(scaled(group.items().sd()), FigureUnit.CLIP),
                Cell.figure(clamped(estimate.clip()), FigureUnit.CLIP),
                Cell.count(group.images().images()),
                Cell.figure(group.images().clip(), FigureUnit.CLIP),
                Cell.figure(group.images().clamped(), FigureUnit.CLIP),
                Cell.figure(group.images().clipS(), FigureUnit.AMOUNT));
    }

    private static @Nullable Interval bca(AlignmentGroup group) {
        var bootstrap = group.pairs() == null
                ? group.items().bootstrap()
                : group.pairs().bootstrap();
        return bootstrap == null ? null : bootstrap.bca().scaled(Clip.FACTOR);
    }

    private static @Nullable Double clamped(@Nullable Double clip) {
        return clip == null ? null : Double.valueOf(Clip.clamped(clip));
    }

    private static @Nullable Double scaled(@Nullable Double cosine) {
        return cosine == null ? null : Double.valueOf(Clip.FACTOR * cosine);
    }

    /** The images of the largest, the median and the smallest clip of every category. */
    private static List<ImageStrip> strips(List<MarginScore> scores) {
        Map<String, List<MarginScore>> byCategory = new TreeMap<>();
        scores.stream().sorted(BY_CLIP).forEach(score -> byCategory
                .computeIfAbsent(score.getCategory(), category -> new ArrayList<>())
                .add(score));
        List<ImageStrip> strips = new ArrayList<>();
        byCategory.forEach((category, ascending) -> {
            int last = ascending.size() - 1;
            strips.add(new ImageStrip(
                    category + ": best, median and worst images",
                    List.of(
                            picture("best", ascending.get(last)),
                            picture("median", ascending.get(last / 2)),
                            picture("worst", ascending.get(0)))));
        });
        return strips;
    }

    private static ImageStrip.Picture picture(String rank, MarginScore score) {
        return new ImageStrip.Picture(
                score.getIdentity(),
                rank,
                "%s, clip %s, pair %s, alpha %s"
                        .formatted(
                                score.getTarget(),
                                FigureUnit.CLIP.value(Clip.of(score)),
                                score.getIdentity().getPairId(),
                                score.getIdentity().getAlpha()));
    }
}
