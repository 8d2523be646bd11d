package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversityCells;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.embedding.MeanTest;

/** What was found of a method, for people. */
final class DiversitySection {

    private static final String HEADING = "Diversity";

    private final DiversityResult result;
    private final DiversitySettings settings;
    private final List<Block> blocks = new ArrayList<>();

    private DiversitySection(DiversityResult result, DiversitySettings settings) {
        this.result = result;
        this.settings = settings;
    }

    /** The section of a method; of the only one where the name is empty. */
    static Section of(String method, DiversityResult result, DiversitySettings settings) {
        DiversitySection section = new DiversitySection(result, settings);
        if (!result.cells().isEmpty()) {
            section.cells();
        }
        section.blocks.addAll(SpectrumTable.of(result.spectra(), result.conditions(), settings, result.hasIntervals()));
        return new Section(
                "diversity", method.isEmpty() ? HEADING : HEADING + ": " + VisibleText.of(method), section.blocks);
    }

    private void cells() {
        List<DiversityCell.Change> changes = result.cells().stream()
                .map(DiversityCell::change)
                .flatMap(change -> Optional.ofNullable(change).stream())
                .toList();
        blocks.add(Paragraph.text(
                result.baseline() == null ? "There is no baseline." : DiversityWords.baseline(result.baseline())));
        long collapsed = changes.stream()
                .filter(change -> change.verdict() == DiversityVerdict.COLLAPSES
                        || change.verdict() == DiversityVerdict.MOVES_BY_COLLAPSE)
                .count();
        if (collapsed > 0) {
            blocks.add(Paragraph.warning("Diversity falls by more than %s in %s of %d."
                    .formatted(Numbers.share(settings.loss()), Numbers.count(collapsed, "cell"), changes.size())));
        }
        if (DiversityWords.hasOneSeed(result.cells())) {
            blocks.add(Paragraph.warning("Seed diversity is " + DiversityWords.ONE_SEED + "."));
        }
        List<List<Cell>> rows = new ArrayList<>();
        result.cells().forEach(cell -> rows.add(row(cell)));
        blocks.add(new Table(
                "Margin beside seed diversity",
                "Ratio: mean seed diversity over that of the baseline. Contrast: seed diversity less %s of the baseline's, with"
                                .formatted(Numbers.share(1.0 - settings.loss()))
                        + " its 95 % interval; below 0, more than the loss of interest is lost. p-values: one-sided t-tests,"
                        + " by Holm over %s; level %s."
                                .formatted(
                                        Numbers.count(changes.size(), "steered cell"),
                                        Numbers.key(DiversityCells.LEVEL)),
                List.of(
                        Table.Column.text("category"),
                        Table.Column.number("alpha"),
                        Table.Column.number("items"),
                        Table.Column.number("margin change"),
                        Table.Column.number("p up"),
                        Table.Column.number("seed diversity"),
                        Table.Column.number("ratio"),
                        Table.Column.number("contrast"),
                        Table.Column.number("p down"),
                        Table.Column.text("verdict")),
                rows));
    }

    private static List<Cell> row(DiversityCell cell) {
        DiversityCell.Change change = cell.change();
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(Numbers.key(cell.alpha())),
                Cell.count(cell.seedDiversity().n())));
        if (change == null) {
            row.addAll(List.of(
                    Cell.text(""),
                    Cell.text(""),
                    Cell.figure(cell.seedDiversity().mean(), FigureUnit.AMOUNT),
                    Cell.text(""),
                    Cell.text(""),
                    Cell.text(""),
                    Cell.text("baseline")));
            return row;
        }
        row.addAll(List.of(
                Cell.figure(change.margin().mean(), change.margin().interval(), FigureUnit.MARGIN),
                p(change.margin(), change.pHolmMarginUp()),
                Cell.figure(cell.seedDiversity().mean(), FigureUnit.AMOUNT),
                Cell.figure(change.diversityRatio(), FigureUnit.SHARE),
                Cell.figure(change.lossContrast().mean(), change.lossContrast().interval(), FigureUnit.MARGIN),
                p(change.lossContrast(), change.pHolmDiversityDown()),
                Cell.claim(change.verdict().words(), tone(change.verdict()))));
        return row;
    }

    /** The p-value of a test in its family, where the cell has no test 1; nothing where there are no items to test. */
    static Cell p(MeanTest test, double adjusted) {
        return Cell.figure(test.n() == 0 ? null : Double.valueOf(adjusted), FigureUnit.P_VALUE);
    }

    static Cell.Tone tone(DiversityVerdict verdict) {
        return switch (verdict) {
            case MOVES -> Cell.Tone.GOOD;
            case COLLAPSES, MOVES_BY_COLLAPSE -> Cell.Tone.BAD;
            case UNDECIDED -> Cell.Tone.OPEN;
        };
    }
}
