package io.steerscope.app.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

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
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.interval.Interval;

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
        section.spectra();
        return new Section(
                "diversity", method.isEmpty() ? HEADING : HEADING + ": " + VisibleText.of(method), section.blocks);
    }

    private void cells() {
        List<DiversityCell.Change> changes = result.cells().stream()
                .map(DiversityCell::change)
                .flatMap(change -> Optional.ofNullable(change).stream())
                .toList();
        blocks.add(Paragraph.text(baseline()));
        long collapsed = changes.stream()
                .filter(change -> change.verdict() == DiversityVerdict.COLLAPSES
                        || change.verdict() == DiversityVerdict.MOVES_BY_COLLAPSE)
                .count();
        if (collapsed > 0) {
            blocks.add(Paragraph.warning("Diversity falls by more than %s in %s of %d."
                    .formatted(Numbers.share(settings.loss()), Numbers.count(collapsed, "cell"), changes.size())));
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
                                        DiversityFields.number(DiversityCells.LEVEL)),
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

    private String baseline() {
        if (result.baseline() == null) {
            return "There is no baseline.";
        }
        return result.baseline().steered()
                ? "There are no unsteered images: the baseline is alpha %s, which is itself steered."
                        .formatted(DiversityFields.number(result.baseline().alpha()))
                : "The baseline is the unsteered images, alpha 0.";
    }

    private static List<Cell> row(DiversityCell cell) {
        DiversityCell.Change change = cell.change();
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(DiversityFields.number(cell.alpha())),
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
                Cell.figure(change.pHolmMarginUp(), FigureUnit.P_VALUE),
                Cell.figure(cell.seedDiversity().mean(), FigureUnit.AMOUNT),
                Cell.figure(change.diversityRatio(), FigureUnit.SHARE),
                Cell.figure(change.lossContrast().mean(), change.lossContrast().interval(), FigureUnit.MARGIN),
                Cell.figure(change.pHolmDiversityDown(), FigureUnit.P_VALUE),
                Cell.claim(change.verdict().words(), tone(change.verdict()))));
        return row;
    }

    private static Cell.Tone tone(DiversityVerdict verdict) {
        return switch (verdict) {
            case MOVES -> Cell.Tone.GOOD;
            case COLLAPSES, MOVES_BY_COLLAPSE -> Cell.Tone.BAD;
            case UNDECIDED -> Cell.Tone.OPEN;
        };
    }

    private void spectra() {
        List<List<Cell>> rows = new ArrayList<>();
        boolean isSaturated = false;
        for (GroupSpectrum spectrum : result.spectra()) {
            ConditionalSpectrum conditional = conditional(spectrum);
            isSaturated |= conditional != null && conditional.saturated();
            rows.add(row(spectrum, conditional));
        }
        blocks.add(new Table(
                "Effective numbers of kinds of image",
                caption(),
                List.of(
                        Table.Column.text("group"),
                        Table.Column.number("images"),
                        Table.Column.number("vendi"),
                        Table.Column.number("RKE"),
                        Table.Column.number("sce"),
                        Table.Column.number("modes"),
                        Table.Column.number("explained"),
                        Table.Column.text("")),
                rows));
        blocks.add(Paragraph.note("Vendi and RKE are at most the number of images and rise with it: groups of different"
                + " size do not compare."));
        if (isSaturated) {
            blocks.add(Paragraph.warning("Saturated: the texts have more effective degrees of freedom than half the"
                    + " images, so that what they explain mostly says that prompts are many."));
        }
    }

    private String caption() {
        String intervals = result.hasIntervals() ? " Intervals: 95 %, jackknife over pairs, valid at one look." : "";
        return result.conditions().isEmpty()
                ? "Prompts are left out." + intervals
                : "sce and modes: what is left without the prompts, condition %s at ridge %s. Explained: the share that prompts explain."
                                .formatted(result.conditions().get(0), DiversityFields.number(settings.ridge()))
                        + intervals;
    }

    private @Nullable ConditionalSpectrum conditional(GroupSpectrum spectrum) {
        if (!spectrum.conditional().isEmpty()) {
            Map<Double, ConditionalSpectrum> byRidge =
                    spectrum.conditional().values().iterator().next();
            return byRidge.get(settings.ridge());
        }
        return spectrum.gaussian() == null ? null : spectrum.gaussian().conditional();
    }

    private static List<Cell> row(GroupSpectrum spectrum, @Nullable ConditionalSpectrum conditional) {
        return List.of(
                Cell.text(name(spectrum)),
                Cell.count(spectrum.plain().n()),
                number(spectrum.plain().q1(), spectrum, Jackknife.Figure.VENDI),
                Cell.figure(spectrum.plain().q2(), FigureUnit.EFFECTIVE_NUMBER),
                number(conditional == null ? null : conditional.sce(), spectrum, Jackknife.Figure.SCE),
                number(conditional == null ? null : conditional.modes(), spectrum, Jackknife.Figure.MODES),
                Cell.figure(
                        conditional == null ? null : Double.valueOf(conditional.explainedShare()), FigureUnit.SHARE),
                Cell.text(conditional != null && conditional.saturated() ? "saturated" : ""));
    }

    private static Cell number(@Nullable Double value, GroupSpectrum spectrum, Jackknife.Figure figure) {
        Jackknife intervals = spectrum.intervals();
        Interval interval = intervals == null
                ? null
                : intervals.estimate(figure).map(Jackknife.Estimate::interval).orElse(null);
        return Cell.figure(value, interval, FigureUnit.EFFECTIVE_NUMBER);
    }

    private static String name(GroupSpectrum spectrum) {
        String category = spectrum.group().category();
        Double alpha = spectrum.group().alpha();
        if (category == null) {
            return alpha == null ? "all images" : "alpha " + DiversityFields.number(alpha);
        }
        return VisibleText.of(category) + (alpha == null ? "" : ", alpha " + DiversityFields.number(alpha));
    }
}
