package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.statistics.diversity.DiversityCell;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.DiversityVerdict;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.MeanTest;
import io.steerscope.statistics.interval.Interval;

/** Diversity for people: the claims first, then for each method a table of cells and one of spectra. */
public final class MethodDiversityBlocks {

    private static final Comparator<DiversityCell> LARGEST_ALPHA_FIRST =
            Comparator.comparing(DiversityCell::alpha).reversed().thenComparing(DiversityCell::category);

    private final MethodDiversity one;
    private final MethodDiversity.Figures figures;
    private final List<Block> blocks = new ArrayList<>();

    private MethodDiversityBlocks(MethodDiversity one, MethodDiversity.Figures figures) {
        this.one = one;
        this.figures = figures;
    }

    /** The blocks of some methods. */
    public static List<Block> of(List<MethodDiversity> methods) {
        List<Block> blocks = new ArrayList<>();
        methods.forEach(one -> blocks.add(Paragraph.text(DiversityWords.claim(one))));
        for (MethodDiversity one : methods) {
            MethodDiversity.Figures figures = one.figures();
            if (figures != null) {
                blocks.addAll(new MethodDiversityBlocks(one, figures).all());
            }
        }
        if (methods.stream().anyMatch(one -> one.figures() != null)) {
            blocks.add(Paragraph.note("Seed diversity is the mean of 1 - cosine over pairs of seeds. It falls by itself"
                    + " when all images take up something in common, hence a loss of interest is tested and not any"
                    + " loss. The effective numbers rest on one look, whenever it is taken: their intervals do not"
                    + " hold for the best of many looks."));
        }
        return blocks;
    }

    private List<Block> all() {
        blocks.add(new Subheading(VisibleText.of(one.method()) + ", judged by " + VisibleText.of(one.scorer())));
        if (!one.remarks().isEmpty()) {
            blocks.add(Paragraph.note(one.remarks()));
        }
        cells();
        spectra();
        return blocks;
    }

    private void cells() {
        List<DiversityCell> steered =
                figures.steered().stream().sorted(LARGEST_ALPHA_FIRST).toList();
        if (steered.isEmpty()) {
            return;
        }
        blocks.add(verdicts(steered));
        boolean withLerp = steered.stream()
                .flatMap(cell -> Optional.ofNullable(cell.change()).stream())
                .anyMatch(change -> change.lossContrastToLerp() != null);
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.text("Category"),
                Table.Column.text("Alpha"),
                Table.Column.number("Margin change"),
                Table.Column.number("Seed diversity"),
                Table.Column.number("Loss contrast"),
                Table.Column.number("p down")));
        if (withLerp) {
            columns.add(Table.Column.number("Against lerp"));
        }
        columns.add(Table.Column.number("Items"));
        List<DiversityCell> rows = steered.stream().filter(this::hasRow).toList();
        blocks.add(new Table(
                "Margin beside seed diversity",
                caption(),
                columns,
                rows.stream().map(cell -> row(cell, withLerp)).toList()));
        further(steered.size() - rows.size(), "cell");
        blocks.add(Paragraph.note(rest()));
    }

    /** Those at the largest alpha, and those that are said to lose. */
    private boolean hasRow(DiversityCell cell) {
        return cell.alpha() == largestAlpha()
                || switch (figures.judgements().of(cell).shown()) {
                    case COLLAPSES, MOVES_BY_COLLAPSE -> true;
                    case MOVES, UNDECIDED -> false;
                };
    }

    private double largestAlpha() {
        return figures.steered().stream()
                .mapToDouble(DiversityCell::alpha)
                .max()
                .orElse(figures.baseline().alpha());
    }

    /** A row for each category, a column for each alpha. */
    private Table verdicts(List<DiversityCell> steered) {
        SortedSet<Double> alphas = new TreeSet<>();
        SortedMap<String, Map<Double, DiversityCell>> byCategory = new TreeMap<>();
        steered.forEach(cell -> {
            alphas.add(cell.alpha());
            byCategory
                    .computeIfAbsent(cell.category(), category -> new TreeMap<>())
                    .put(cell.alpha(), cell);
        });
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("Category")));
        alphas.forEach(alpha -> columns.add(Table.Column.text("Alpha " + Numbers.key(alpha))));
        List<List<Cell>> rows = new ArrayList<>();
        byCategory.forEach((category, cells) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.text(VisibleText.of(category))));
            alphas.forEach(alpha -> row.add(verdict(cells.get(alpha))));
            rows.add(row);
        });
        return new Table(
                "Verdicts on movement and diversity",
                "Verdict, and mean seed diversity as a share of that of the same pairs at the baseline.",
                columns,
                rows);
    }

    private Cell verdict(@Nullable DiversityCell cell) {
        DiversityCell.Change change = cell == null ? null : cell.change();
        if (cell == null || change == null) {
            return Cell.text("");
        }
        DiversityVerdict shown = figures.judgements().of(cell).shown();
        String words = figures.judgements().words(cell);
        Double ratio = change.diversityRatio();
        return Cell.claim(ratio == null ? words : words + ", " + Numbers.share(ratio), DiversitySection.tone(shown));
    }

    private void further(int rows, String noun) {
        if (rows > 0) {
            blocks.add(Paragraph.note(
                    "%s not in this table; report.json has all.".formatted(Numbers.count(rows, "further " + noun))));
        }
    }

    private String caption() {
        return ("Means over items, changes against the same pairs at the baseline, with %s, not adjusted. Loss contrast: seed"
                        + " diversity less %s of the baseline's; below 0 more than the loss of interest is lost. p down: against a"
                        + " contrast of at least 0, by %s and Holm over %s.")
                .formatted(
                        one.rules().isFinished() ? "95\u00A0% t intervals" : "95\u00A0% confidence sequences",
                        Numbers.share(1.0 - one.question().loss()),
                        one.rules().isFinished() ? "t" : "the confidence sequence",
                        Numbers.count(figures.judgements().byCell().size(), "steered cell"));
    }

    private String rest() {
        String missing = figures.itemsWithoutBaseline() == 0
                ? ""
                : "%s in no change, as those of their pair at the baseline are not complete. "
                        .formatted(Numbers.count(figures.itemsWithoutBaseline(), "complete item"));
        return DiversityWords.baseline(figures.baseline()) + " " + missing + DiversityWords.shownRule(one, figures)
                + " A cell that is shown not to move is called so, unless it collapses.";
    }

    private List<Cell> row(DiversityCell cell, boolean withLerp) {
        DiversityCell.Change change = Objects.requireNonNull(cell.change());
        List<Cell> row = new ArrayList<>(List.of(
                Cell.text(VisibleText.of(cell.category())),
                Cell.text(Numbers.key(cell.alpha())),
                figure(cell, change.margin(), FigureUnit.MARGIN),
                figure(cell, cell.seedDiversity(), FigureUnit.AMOUNT),
                figure(cell, change.lossContrast(), FigureUnit.MARGIN),
                DiversitySection.p(
                        change.lossContrast(), figures.judgements().of(cell).pHolmDiversityDown())));
        if (withLerp) {
            MeanTest toLerp = change.lossContrastToLerp();
            row.add(toLerp == null ? Cell.text("") : figure(cell, toLerp, FigureUnit.MARGIN));
        }
        row.add(Cell.count(cell.seedDiversity().n()));
        return row;
    }

    private Cell figure(DiversityCell cell, MeanTest test, FigureUnit unit) {
        @Nullable
        Interval interval = one.rules().isFinished()
                ? test.interval()
                : MethodDiversityFields.interval(test, one.rules().planned(cell.category()));
        return Cell.figure(test.mean(), interval, unit);
    }

    /** Groups of all categories, and of each category the baseline and the largest alpha. */
    private boolean hasRow(GroupSpectrum spectrum) {
        Double alpha = spectrum.group().alpha();
        return spectrum.group().category() == null
                || alpha != null
                        && (alpha == largestAlpha()
                                || alpha == figures.baseline().alpha());
    }

    /** All images first, then what holds most of them; of one kind the largest alpha first. */
    private void spectra() {
        Comparator<GroupSpectrum> order = Comparator.<GroupSpectrum>comparingInt(group ->
                        group.group().category() == null ? 0 : group.group().alpha() == null ? 1 : 2)
                .thenComparing(
                        group -> Optional.ofNullable(group.group().alpha()).orElse(Double.MAX_VALUE),
                        Comparator.reverseOrder())
                .thenComparing(
                        group -> Optional.ofNullable(group.group().category()).orElse(""));
        List<GroupSpectrum> groups =
                figures.spectra().stream().filter(this::hasRow).sorted(order).toList();
        if (groups.isEmpty()) {
            return;
        }
        DiversitySettings settings = one.question().settings(one.rules().isFinished());
        blocks.addAll(SpectrumTable.of(groups, figures.conditions(), settings, figures.hasIntervals()));
        further(figures.spectra().size() - groups.size(), "group");
    }
}
