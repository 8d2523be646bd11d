package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.interval.Interval;

/**
 * Effective numbers of kinds of image, for people.
 *
 * @param groups the groups, in the order in which they are shown
 * @param conditions what spectra are conditioned on; the first is shown
 * @param settings what was computed
 * @param hasIntervals whether there are jackknife intervals
 */
record SpectrumTable(
        List<GroupSpectrum> groups, List<String> conditions, DiversitySettings settings, boolean hasIntervals) {

    static List<Block> of(
            List<GroupSpectrum> groups, List<String> conditions, DiversitySettings settings, boolean hasIntervals) {
        return new SpectrumTable(groups, conditions, settings, hasIntervals).blocks();
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<List<Cell>> rows = new ArrayList<>();
        boolean isSaturated = false;
        for (GroupSpectrum spectrum : groups) {
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
                        Table.Column.text("note")),
                rows));
        blocks.add(Paragraph.note("Vendi and RKE are at most the number of images and rise with it: groups of different"
                + " size do not compare."));
        if (isSaturated) {
            blocks.add(Paragraph.warning("Saturated: the texts have more effective degrees of freedom than half the"
                    + " images, so that what they explain mostly says that prompts are many."));
        }
        return blocks;
    }

    private String caption() {
        String intervals = hasIntervals ? " Intervals: 95 %, jackknife over pairs, valid at one look." : "";
        return conditions.isEmpty()
                ? "Prompts are left out." + intervals
                : "sce and modes: what is left without the prompts, condition %s at ridge %s. Explained: the share that prompts explain."
                                .formatted(conditions.get(0), Numbers.key(settings.ridge()))
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
            return alpha == null ? "all images" : "alpha " + Numbers.key(alpha);
        }
        return VisibleText.of(category) + (alpha == null ? "" : ", alpha " + Numbers.key(alpha));
    }
}
