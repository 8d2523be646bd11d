package io.steerscope.results.geometry;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** Rows of a table; further ones are only counted. */
    private static final int MOST_ROWS = 60;

    private static final Comparator<DirectionCell> LARGEST_ALPHA_FIRST =
            Comparator.comparing(DirectionCell::alpha).reversed().thenComparing(DirectionCell::category);

    private final DirectionResult result;
    private final Look look;
    private final List<DirectionCell> cells;
    private final List<Block> blocks = new ArrayList<>();

    private DirectionBlocks(DirectionResult result, Look look) {
        this.result = result;
        this.look = look;
        this.cells = result.cells().stream().sorted(LARGEST_ALPHA_FIRST).toList();
    }

    /** The blocks of a method that stands alone: what is claimed, then charts and tables. */
    public static List<Block> ofOne(DirectionResult result) {
        List<Block> blocks = new ArrayList<>();
        DirectionWords.withoutUnsteered(result)
                .ifPresentOrElse(
                        sentence -> blocks.add(Paragraph.warning(sentence)),
                        () -> blocks.add(Paragraph.text(DirectionWords.claim(result))));
        blocks.addAll(of(result, Look.FINAL));
        return blocks;
    }

    /** Charts and tables of a method. */
    static List<Block> of(DirectionResult result, Look look) {
        DirectionBlocks blocks = new DirectionBlocks(result, look);
        if (!result.baseline().steered()) {
            blocks.changes();
        }
        blocks.relations();
        return blocks.blocks;
    }

    private void changes() {
        DirectionWords.leftOut(result).ifPresent(sentence -> blocks.add(Paragraph.warning(sentence)));
        arrows().ifPresent(blocks::add);
        List<List<Cell>> rows = new ArrayList<>();
        for (DirectionCell cell : cells) {
            if (cell.change() != null) {
                rows.add(row(cell, cell.change()));
            }
        }
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Category"),
                Column.number("Alpha"),
                Column.number("Items"),
                Column.number("Directional"),
                Column.number("Progress"),
                Column.number("Drift"),
                Column.number("Preserved")));
        if (look.isFinal()) {
            columns.addAll(List.of(Column.number("p"), Column.text("Verdict")));
        }
        add(new Table(
                "Direction of change", DirectionWords.HOW_TO_READ + DirectionWords.tests(result, look), columns, rows));
    }

    /** Adds a table, without rows that nobody would read. */
    private void add(Table table) {
        List<List<Cell>> rows = table.rows();
        blocks.add(new Table(
                table.name(),
                table.caption(),
                table.columns(),
                rows.stream().limit(MOST_ROWS).toList()));
        if (rows.size() > MOST_ROWS) {
            blocks.add(Paragraph.note(
                    "%s not shown here; JSON has all.".formatted(Numbers.count(rows.size() - MOST_ROWS, "row"))));
        }
    }

    private List<Cell> row(DirectionCell cell, DirectionCell.Change change) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(Numbers.key(cell.alpha())),
                Cell.count(change.directional().n()),
                figure(cell, change.directional(), FigureUnit.CORRELATION),
                Cell.figure(change.progress().mean(), FigureUnit.MARGIN),
                Cell.figure(change.drift().mean(), FigureUnit.AMOUNT),
                Cell.figure(change.preservation().mean(), FigureUnit.CORRELATION)));
        if (look.isFinal()) {
            row.add(Cell.figure(change.pHolm(), FigureUnit.P_VALUE));
            row.add(Cell.claim(
                    DirectionWords.verdict(change), change.followsPrompts() ? Cell.Tone.GOOD : Cell.Tone.OPEN));
        }
        return row;
    }

    private Cell figure(DirectionCell cell, MeanTest test, FigureUnit unit) {
        return Cell.figure(test.mean(), look.interval(cell.category(), test), unit);
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
                        "α " + Numbers.key(cell.alpha()),
                        look.isFinal() && change.followsPrompts()));
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
            DirectionWords.leftOut(result, last).ifPresent(sentence -> blocks.add(Paragraph.warning(sentence)));
            scatter(last).ifPresent(blocks::add);
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (DirectionCell cell : cells) {
            if (cell.alpha() != 0.0) {
                result.categories().stream()
                        .filter(category -> category.category().equals(cell.category()))
                        .forEach(category ->
                                rows.add(row(cell, category, category.images().get(cell.alpha()))));
            }
        }
        add(new Table(
                "Consistency of the relation against success",
                DirectionWords.RELATIONS,
                List.of(
                        Column.text("Category"),
                        Column.number("Alpha"),
                        Column.number("Pairs"),
                        Column.number("Texts"),
                        Column.number("Pairing"),
                        Column.number("Exemplars"),
                        Column.number("Images"),
                        Column.number("Image pairing"),
                        Column.number("Margin")),
                rows));
    }

    private List<Cell> row(DirectionCell cell, CategoryDirection category, @Nullable OffsetConsistency images) {
        return List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(Numbers.key(cell.alpha())),
                Cell.count(category.texts().pairs()),
                Cell.figure(category.texts().concentration(), FigureUnit.CORRELATION),
                Cell.figure(category.texts().pairingConsistency(), FigureUnit.SHARE),
                Cell.figure(category.exemplarCosine(), FigureUnit.CORRELATION),
                Cell.figure(images == null ? null : images.concentration(), FigureUnit.CORRELATION),
                Cell.figure(images == null ? null : images.pairingConsistency(), FigureUnit.SHARE),
                figure(cell, cell.margin(), FigureUnit.MARGIN));
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
        String heading = "Relation against success at alpha " + Numbers.key(relation.alpha());
        return Optional.of(new Figure(
                heading,
                "Each mark is a category of which both consistencies and the margin are known: to the right its pairs differ by one offset of texts, upwards its images have the"
                        + " greater margin.",
                new PlaneChart(
                        heading,
                        "Each point is a category of which both consistencies and the margin are known. The table below holds all categories.",
                        new PlaneChart.Axis("concentration of text offsets", FigureUnit.CORRELATION, null, ""),
                        PlaneChart.Axis.aroundZero("mean margin", FigureUnit.MARGIN),
                        tracks)));
    }
}
