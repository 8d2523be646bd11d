package io.steerscope.results.stopping;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.IntervalChart;
import io.steerscope.results.document.IntervalChart.Group;
import io.steerscope.results.document.IntervalChart.Mark;
import io.steerscope.results.document.IntervalChart.Row;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Shade;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.statistics.stopping.StoppingOutcome;
import io.steerscope.statistics.verdict.Evidence;
import io.steerscope.statistics.verdict.Verdict;

/** A stopped experiment for people: what was decided and what that saved, then the figures of each method. */
public final class StoppedSection {

    private static final String ID = "stopped";
    private static final String HEADING = "Stopped when decided";

    private StoppedSection() {}

    /** What was decided under the scorers that decide, and what was not made. */
    public static Section of(StoppedExperiment one) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Paragraph.text(StoppedWords.images(one)));
        blocks.add(Paragraph.note(one.plan().words()));
        for (StoppedMethod method : one.deciding()) {
            blocks.add(new Subheading(method.method() + " judged by " + method.scorerId()));
            blocks.add(table(method, one.plan()));
            StoppedWords.differences(method).forEach(sentence -> blocks.add(Paragraph.warning(sentence)));
        }
        blocks.add(Paragraph.warning(StoppedWords.LEFT_OUT));
        return new Section(ID, HEADING, blocks);
    }

    /** The section of an analysis beside the margin, with a word on what its means are means of. */
    public static Section marked(Section section) {
        if (section.isEmpty()) {
            return section;
        }
        List<Block> blocks = new ArrayList<>(List.of(Paragraph.note(StoppedWords.BIASED_IN_ANALYSES)));
        blocks.addAll(section.blocks());
        return new Section(section.id(), section.heading(), blocks);
    }

    private static Table table(StoppedMethod method, StoppingPlan plan) {
        boolean hasEffect = method.cells().values().stream()
                .anyMatch(cell -> cell.outcome().equals(StoppingOutcome.DOES_NOT.words()));
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Category"),
                Column.text("Alpha"),
                Column.text("Verdict"),
                Column.number("Used"),
                Column.number("Made"),
                Column.number("Planned"),
                Column.number("At least")));
        if (hasEffect) {
            columns.add(Column.number("At most"));
        }
        columns.addAll(List.of(Column.number("Images"), Column.text("Decided at")));
        List<List<Cell>> rows = new ArrayList<>();
        method.cells().values().forEach(cell -> rows.add(row(cell, hasEffect)));
        return new Table(
                method.method() + " judged by " + method.scorerId(),
                ("Used: items that the decision rests on, or that decided nothing, of those made and planned. The bounds of the mean margin are those of the"
                                + " sequence at the decision, one-sided at level %s. Images: made, of those planned.")
                        .formatted(Numbers.level(plan.cellLevel())),
                columns,
                rows);
    }

    private static List<Cell> row(StoppedCell cell, boolean hasEffect) {
        CellStanding.Decided decided = cell.standing() instanceof CellStanding.Decided found ? found : null;
        boolean works = cell.outcome().equals(StoppingOutcome.WORKS.words());
        boolean fails = cell.outcome().equals(StoppingOutcome.DOES_NOT.words());
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.text(cell.cell().category()),
                Cell.text(String.valueOf(cell.cell().alpha())),
                claim(cell),
                Cell.count(used(cell)),
                Cell.count(cell.items().n()),
                Cell.count(cell.plannedItems()),
                Cell.figure(decided != null && works ? decided.decision().getLowerBound() : null, FigureUnit.MARGIN)));
        if (hasEffect) {
            cells.add(Cell.figure(
                    decided != null && fails ? decided.decision().getUpperBound() : null, FigureUnit.MARGIN));
        }
        cells.add(Cell.figure(cell.images().shareMade(), FigureUnit.SHARE));
        cells.add(Cell.text(StoppedWords.decidedBy(cell)));
        return cells;
    }

    /** Items that a decision rests on, or that have been looked at without one. */
    private static long used(StoppedCell cell) {
        if (cell.standing() instanceof CellStanding.Decided decided) {
            return decided.decision().getItems();
        }
        return cell.standing() instanceof CellStanding.Undecided undecided
                ? Math.min(undecided.nextPlace(), cell.items().n())
                : cell.items().n();
    }

    private static Cell claim(StoppedCell cell) {
        return Cell.claim(
                cell.outcome(),
                cell.outcome().equals(StoppingOutcome.WORKS.words())
                        ? Cell.Tone.GOOD
                        : cell.outcome().equals(StoppingOutcome.DOES_NOT.words()) ? Cell.Tone.BAD : Cell.Tone.OPEN);
    }

    /**
     * The figures of a method under a scorer.
     *
     * @param id anchor of the section
     */
    public static Section of(String id, ScorerReport scorer, MethodReport method, StoppedExperiment all) {
        List<Block> blocks = new ArrayList<>();
        all.method(scorer.scorerId(), method.method()).ifPresent(one -> {
            blocks.add(Paragraph.text(scorer.sentence()));
            blocks.add(Paragraph.text(StoppedWords.headline(one, all.plan())));
            if (!method.dependence().isEmpty()) {
                blocks.add(Paragraph.note(method.dependence()));
            }
            blocks.add(new Figure(
                    "Margin by category and alpha",
                    "Dots are means*, lines their %s confidence sequences, not adjusted over the cells."
                            .formatted(level(one)),
                    chart(one)));
            blocks.add(figures(one));
            blocks.add(Paragraph.note(StoppedWords.BIASED));
            if (!one.decides() && !one.verdicts().ruleSentences().isEmpty()) {
                blocks.add(Paragraph.note(one.verdicts().ruleSentences()));
            }
        });
        return new Section(id, method.method() + " judged by " + scorer.scorerId(), blocks);
    }

    private static String level(StoppedMethod one) {
        return Numbers.share(one.level());
    }

    private static Table figures(StoppedMethod one) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Category"),
                Column.text("Alpha"),
                Column.text("Verdict"),
                Column.number("Items"),
                Column.number("Mean margin*"),
                Column.number("Above 0*")));
        columns.addAll(
                one.decides()
                        ? List.of(Column.number("sd"), Column.text("Decided at"))
                        : List.of(Column.number("At least"), Column.number("Excluded above")));
        List<List<Cell>> rows = new ArrayList<>();
        one.cells().values().forEach(cell -> rows.add(figures(cell)));
        return new Table(
                "Figures of " + one.method() + " judged by " + one.scorerId(),
                "Mean margin over the items that there are, those included that were made after the decision, with its %s"
                                .formatted(level(one))
                        + " confidence sequence at the present n. Unit: " + one.unit() + ".",
                columns,
                rows);
    }

    private static List<Cell> figures(StoppedCell cell) {
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(cell.cell().category()),
                Cell.text(String.valueOf(cell.cell().alpha())),
                claim(cell),
                Cell.count(cell.items().n()),
                Cell.figure(cell.items().mean(), cell.interval(), FigureUnit.MARGIN),
                Cell.figure(cell.items().successRate(), FigureUnit.SHARE)));
        if (cell.standing() instanceof CellStanding.Judged judged) {
            boolean works = judged.verdict() instanceof Verdict.Works;
            Evidence evidence = judged.verdict().evidence();
            row.add(Cell.figure(works ? evidence.lowerBound() : null, FigureUnit.MARGIN));
            row.add(Cell.figure(works ? null : evidence.excludedAbove(), FigureUnit.MARGIN));
        } else {
            row.add(Cell.figure(cell.items().sd(), FigureUnit.AMOUNT));
            row.add(Cell.text(StoppedWords.decidedBy(cell)));
        }
        return row;
    }

    private static IntervalChart chart(StoppedMethod one) {
        List<Double> alphas = one.cells().keySet().stream()
                .map(cell -> cell.alpha())
                .distinct()
                .sorted()
                .toList();
        SortedMap<String, List<Row>> rows = new TreeMap<>();
        one.cells().forEach((key, cell) -> {
            String label = "α " + key.alpha();
            rows.computeIfAbsent(key.category(), category -> new ArrayList<>())
                    .add(new Row(
                            label,
                            List.of(new Mark(
                                    0,
                                    Shade.of(alphas, key.alpha()),
                                    label,
                                    cell.items().mean(),
                                    cell.interval(),
                                    level(one) + " confidence sequence",
                                    cell.items().n()))));
        });
        List<Group> groups = new ArrayList<>();
        rows.forEach((category, own) -> groups.add(new Group(category, own)));
        return new IntervalChart(
                "Mean margin by category and alpha",
                "Each row is a cell: the mean margin of its items and its confidence sequence. The table below holds the same"
                        + " figures.",
                "margin: closer to the source ← 0 → closer to the target",
                FigureUnit.MARGIN,
                List.of(),
                groups,
                false);
    }
}
