package io.steerscope.results.geometry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.PlaneChart;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.geometry.CategoryDirection;
import io.steerscope.statistics.geometry.DirectionCell;
import io.steerscope.statistics.geometry.DirectionResult;
import io.steerscope.statistics.geometry.OffsetConsistency;
import io.steerscope.statistics.geometry.RelationSuccess;

/** What was found of one method, for people. */
public final class DirectionBlocks {

    private final DirectionResult result;
    private final List<Block> blocks = new ArrayList<>();

    private DirectionBlocks(DirectionResult result) {
        this.result = result;
    }

    /** The blocks of a method: claims, charts, tables. */
    public static List<Block> of(DirectionResult result) {
        DirectionBlocks blocks = new DirectionBlocks(result);
        blocks.changes();
        blocks.relations();
        return blocks.blocks;
    }

    private void changes() {
        Optional<String> without = DirectionWords.withoutUnsteered(result);
        if (without.isPresent()) {
            blocks.add(Paragraph.warning(without.get()));
            return;
        }
        blocks.add(Paragraph.text(DirectionWords.claim(result)));
        DirectionWords.leftOut(result).ifPresent(sentence -> blocks.add(Paragraph.warning(sentence)));
        arrows().ifPresent(blocks::add);
        List<List<Cell>> rows = new ArrayList<>();
        long steered = 0;
        for (DirectionCell cell : result.cells()) {
            if (cell.change() != null) {
                rows.add(row(cell, cell.change()));
                steered++;
            }
        }
        blocks.add(new Table(
                "Direction of change",
                DirectionWords.HOW_TO_READ
                        + " Means over complete items, 95 %% t intervals. p: one-sided t-test that directional is above 0, by Holm over %s; level %s."
                                .formatted(
                                        Numbers.count(steered, "steered cell"),
                                        DirectionFields.number(DirectionCell.Change.LEVEL)),
                List.of(
                        Column.text("category"),
                        Column.number("alpha"),
                        Column.number("items"),
                        Column.number("directional"),
                        Column.number("p"),
                        Column.number("progress"),
                        Column.number("drift"),
                        Column.number("preserved"),
                        Column.text("verdict")),
                rows));
    }

    private static List<Cell> row(DirectionCell cell, DirectionCell.Change change) {
        return List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(DirectionFields.number(cell.alpha())),
                Cell.count(change.directional().n()),
                figure(change.directional(), FigureUnit.CORRELATION),
                Cell.figure(change.pHolm(), FigureUnit.P_VALUE),
                Cell.figure(change.progress().mean(), FigureUnit.MARGIN),
                Cell.figure(change.drift().mean(), FigureUnit.AMOUNT),
                Cell.figure(change.preservation().mean(), FigureUnit.CORRELATION),
                Cell.claim(DirectionWords.verdict(change), change.followsPrompts() ? Cell.Tone.GOOD : Cell.Tone.OPEN));
    }

    private static Cell figure(MeanTest test, FigureUnit unit) {
        return Cell.figure(test.mean(), test.interval(), unit);
    }

    /** A path for each category from the unsteered images on, strength by strength. */
    private Optional<Figure> arrows() {
        Map<String, List<PlaneChart.Point>> paths = new LinkedHashMap<>();
        for (DirectionCell cell : result.cells()) {
            DirectionCell.Change change = cell.change();
            if (change != null
                    && change.progress().mean() != null
                    && change.drift().mean() != null) {
                List<PlaneChart.Point> path = paths.computeIfAbsent(cell.category(), any -> new ArrayList<>());
                if (path.isEmpty()) {
                    path.add(new PlaneChart.Point(0.0, 0.0, "unsteered", false));
                }
                path.add(new PlaneChart.Point(
                        change.progress().mean(),
                        change.drift().mean(),
                        "α " + DirectionFields.number(cell.alpha()),
                        change.followsPrompts()));
            }
        }
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        List<PlaneChart.Track> tracks = new ArrayList<>();
        paths.forEach((category, points) -> tracks.add(new PlaneChart.Track(VisibleText.of(category), points)));
        return Optional.of(new Figure(
                "Progress and drift",
                "Each path goes from the unsteered images at the origin from strength to strength. To the right is the direction"
                        + " of the prompts, upwards every other change. A filled mark is a cell whose images follow their"
                        + " prompts.",
                new PlaneChart(
                        "Progress and drift",
                        "Each track is a category, each point a strength. The table below holds the same figures.",
                        PlaneChart.Axis.aroundZero("progress", FigureUnit.MARGIN),
                        PlaneChart.Axis.aroundZero("drift", FigureUnit.AMOUNT),
                        tracks)));
    }

    private void relations() {
        if (!result.relations().isEmpty()) {
            RelationSuccess last = result.relations().get(result.relations().size() - 1);
            blocks.add(Paragraph.text(DirectionWords.relation(last)));
            scatter(last).ifPresent(blocks::add);
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (DirectionCell cell : result.cells()) {
            if (cell.alpha() != 0.0) {
                result.categories().stream()
                        .filter(category -> category.category().equals(cell.category()))
                        .forEach(category ->
                                rows.add(row(cell, category, category.images().get(cell.alpha()))));
            }
        }
        blocks.add(new Table(
                "Consistency of the relation against success",
                DirectionWords.RELATIONS,
                List.of(
                        Column.text("category"),
                        Column.number("alpha"),
                        Column.number("pairs"),
                        Column.number("texts"),
                        Column.number("pairing"),
                        Column.number("exemplars"),
                        Column.number("images"),
                        Column.number("image pairing"),
                        Column.number("margin")),
                rows));
    }

    private static List<Cell> row(DirectionCell cell, CategoryDirection category, @Nullable OffsetConsistency images) {
        return List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(DirectionFields.number(cell.alpha())),
                Cell.count(category.texts().pairs()),
                Cell.figure(category.texts().concentration(), FigureUnit.CORRELATION),
                Cell.figure(category.texts().pairingConsistency(), FigureUnit.SHARE),
                Cell.figure(category.exemplarCosine(), FigureUnit.CORRELATION),
                Cell.figure(images == null ? null : images.concentration(), FigureUnit.CORRELATION),
                Cell.figure(images == null ? null : images.pairingConsistency(), FigureUnit.SHARE),
                figure(cell.margin(), FigureUnit.MARGIN));
    }

    private static Optional<Figure> scatter(RelationSuccess relation) {
        if (relation.points().isEmpty()) {
            return Optional.empty();
        }
        List<PlaneChart.Track> tracks = relation.points().stream()
                .map(point -> new PlaneChart.Track(
                        VisibleText.of(point.category()),
                        List.of(new PlaneChart.Point(
                                point.concentration(), point.margin(), VisibleText.of(point.category()), true))))
                .toList();
        String heading = "Relation against success at alpha " + DirectionFields.number(relation.alpha());
        return Optional.of(new Figure(
                heading,
                "Each mark is a category: to the right its pairs differ by one offset of texts, upwards its images have the"
                        + " greater margin.",
                new PlaneChart(
                        heading,
                        "Each point is a category. The table below holds the same figures.",
                        new PlaneChart.Axis("concentration of text offsets", FigureUnit.CORRELATION, null, ""),
                        PlaneChart.Axis.aroundZero("mean margin", FigureUnit.MARGIN),
                        tracks)));
    }
}
