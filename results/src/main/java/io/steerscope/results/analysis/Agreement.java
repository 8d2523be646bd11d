package io.steerscope.results.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.document.Block;
import io.steerscope.results.document.Cell;
import io.steerscope.results.document.Figure;
import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Paragraph;
import io.steerscope.results.document.Section;
import io.steerscope.results.document.Subheading;
import io.steerscope.results.document.Table;
import io.steerscope.results.document.Table.Column;
import io.steerscope.results.figures.MarginCharts;
import io.steerscope.statistics.agreement.AgreementSummary;
import io.steerscope.statistics.agreement.ScorerAgreement;

/** Whether several scorers say the same of the same items: every two of them side by side. */
public final class Agreement implements Analysis<Agreement.Result> {

    private static final String HOW_TO_READ =
            "Scorers differ in scale: compare sides of 0 and orders, not sizes. Means are over items, lines their intervals,"
                    + " not adjusted over the groups and no verdict. A filled mark has an interval that excludes 0. Whether"
                    + " scorers differ is not to be read off here: the contrasts below test it.";

    /**
     * What was found.
     *
     * @param series the scorers with their figures, by method, for the plot of all of them
     * @param comparisons every two scorers side by side, in alphabetical order; empty below two scorers
     * @param measure what they say of images; alignments have no sides of 0
     */
    public record Result(List<MarginCharts.Method> series, List<ScorerComparison> comparisons, Measure measure) {

        /** Copies the lists. */
        public Result {
            series = List.copyOf(series);
            comparisons = List.copyOf(comparisons);
        }
    }

    @Override
    public String id() {
        return "agreement";
    }

    @Override
    public String heading() {
        return "Scorers side by side";
    }

    @Override
    public String field() {
        return "comparisons";
    }

    @Override
    public Reads reads() {
        return Reads.SCORES;
    }

    @Override
    public Result of(ExperimentData data, Choice choice) {
        List<ScorerComparison> comparisons =
                ScorerComparisons.of(data.experiment(), data.scorers(), choice::wantsMethod).stream()
                        .filter(one -> choice.wantsScorer(one.firstScorer()) || choice.wantsScorer(one.secondScorer()))
                        .toList();
        return new Result(
                MarginCharts.methods(data.scorers()).stream()
                        .filter(method -> choice.wantsMethod(method.name()))
                        .toList(),
                comparisons,
                DesignScope.measure(data.experiment()));
    }

    @Override
    public boolean isEmpty(Result result) {
        return result.comparisons().isEmpty();
    }

    @Override
    public Result ofScorers(Result result, Set<String> scorerIds) {
        return new Result(
                result.series().stream().map(method -> method.of(scorerIds)).toList(),
                result.comparisons().stream()
                        .filter(one -> scorerIds.contains(one.firstScorer()) && scorerIds.contains(one.secondScorer()))
                        .toList(),
                result.measure());
    }

    @Override
    public Object fields(Result result) {
        return result.measure() == Measure.ALIGNMENT
                ? AlignmentAgreement.fields(result.comparisons())
                : ComparisonFields.of(result.comparisons());
    }

    @Override
    public Section section(Result result) {
        if (result.measure() == Measure.ALIGNMENT) {
            return new Section(id(), heading(), AlignmentAgreement.blocks(result.comparisons()));
        }
        List<Block> blocks = new ArrayList<>();
        if (!result.comparisons().isEmpty()) {
            for (MarginCharts.Method method : result.series()) {
                blocks.add(new Figure(
                        method.name() + ": margin by category and alpha",
                        HOW_TO_READ,
                        MarginCharts.byCategoryAndAlpha(method)));
                for (ScorerComparison comparison : result.comparisons()) {
                    comparison.methods().stream()
                            .filter(one -> one.method().equals(method.name()))
                            .forEach(one -> add(blocks, comparison, one));
                }
            }
        }
        return new Section(id(), heading(), blocks);
    }

    /** The comparisons among the results of some analyses; none where this is not one of them. */
    public static List<ScorerComparison> among(List<AnalysisResult<?>> results) {
        return results.stream()
                .map(AnalysisResult::result)
                .filter(Result.class::isInstance)
                .map(Result.class::cast)
                .flatMap(result -> result.comparisons().stream())
                .toList();
    }

    private static void add(List<Block> blocks, ScorerComparison pair, ScorerComparison.MethodComparison method) {
        blocks.add(new Subheading("%s: %s and %s".formatted(method.method(), pair.firstScorer(), pair.secondScorer())));
        blocks.add(Paragraph.text(sentence(pair, method)));
        if (method.agreement().overall().n() > 0) {
            blocks.add(agreement(pair, method));
        }
        if (!method.contrast().isDetermined()) {
            blocks.add(Paragraph.note("Fewer than three common pairs, or margins that do not vary: no contrast."));
        } else {
            ShownContrast contrast = pair.shown(method);
            blocks.add(Paragraph.text(ContrastWords.claim(contrast)));
            if (method.agreement().overall().n() > 0) {
                blocks.add(ContrastBlocks.table(contrast));
            }
        }
    }

    private static String sentence(ScorerComparison pair, ScorerComparison.MethodComparison method) {
        ScorerAgreement agreement = method.agreement();
        AgreementSummary overall = agreement.overall();
        String items = agreement.onlyFirst() + agreement.onlySecond() == 0
                ? "All complete items are common to both."
                : "Left out because they are complete under one of them alone: %s under %s, %s under %s."
                        .formatted(
                                Numbers.count(agreement.onlyFirst()),
                                pair.firstScorer(),
                                Numbers.count(agreement.onlySecond()),
                                pair.secondScorer());
        if (overall.n() == 0) {
            return "They have no complete item in common yet. " + items;
        }
        return "Of %s they give %s the same sign%s. %s"
                .formatted(
                        Numbers.count(overall.n(), "common item"),
                        Numbers.share(overall.signs().share()),
                        method.stopsCells()
                                ? ""
                                : " " + Numbers.shares(overall.signs().wilson()),
                        items);
    }

    private static Table agreement(ScorerComparison pair, ScorerComparison.MethodComparison method) {
        List<List<Cell>> rows = new ArrayList<>();
        for (AgreementRow row : AgreementRow.of(method.agreement(), "α")) {
            AgreementSummary summary = row.summary();
            rows.add(List.of(
                    Cell.text(row.name()),
                    Cell.count(summary.n()),
                    Cell.figure(
                            summary.signs().share(),
                            method.stopsCells() ? null : summary.signs().wilson(),
                            FigureUnit.SHARE),
                    Cell.text(Numbers.count(summary.signs().onlyFirstAbove()) + " / "
                            + Numbers.count(summary.signs().onlySecondAbove())),
                    Cell.figure(summary.signs().kappa(), FigureUnit.CORRELATION),
                    Cell.figure(summary.spearman(), FigureUnit.CORRELATION),
                    Cell.figure(summary.kendall(), FigureUnit.CORRELATION)));
        }
        return new Table(
                "Agreement",
                ("Agreement over the items that are complete under both. Same sign: both means above 0 or neither%s;"
                                        + " only one above 0: the mean under %s / under %s alone. κ is Cohen's, 0 where")
                                .formatted(
                                        method.stopsCells()
                                                ? ""
                                                : ", with %s Wilson interval".formatted(Numbers.share(method.level())),
                                        pair.firstScorer(),
                                        pair.secondScorer())
                        + " agreement is that of chance. ρ and τ are Spearman's and Kendall's (tau-b) correlation of item"
                        + " margins.",
                List.of(
                        Column.text("Items"),
                        Column.number("n"),
                        Column.number("Same sign"),
                        Column.number("Only one above 0"),
                        Column.number("κ"),
                        Column.number("ρ"),
                        Column.number("τ")),
                rows);
    }
}
