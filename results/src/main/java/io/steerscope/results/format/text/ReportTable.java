package io.steerscope.results.format.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.steerscope.results.alignment.AlignmentSection;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.Shift;
import io.steerscope.results.design.Completeness;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.Estimate;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.OverCategories;
import io.steerscope.results.figures.PairedColumns;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.figures.VerdictWords;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.stopping.StoppedSection;
import io.steerscope.statistics.analysis.CategoryAlpha;
import io.steerscope.statistics.analysis.MarginAnalysis;
import io.steerscope.statistics.analysis.SampleSummary;

/**
 * The results as a table for a terminal: a row for each category and one for all, a column for each alpha and one for
 * all. A cell has three lines: mean, success rate and p over items, their interval, and the verdict; in the column of
 * all alphas the third is the interval clustered by pair. Columns that do not fit side by side follow in another block.
 */
public final class ReportTable {

    private static final int SMALLEST_CELL = 20;
    private static final int LARGEST_CELL = 24;
    private static final int LARGEST_LABEL = 18;
    private static final int SMALLEST_LABEL = 8;
    private static final String GAP = " ";
    private static final String ALL = "all";

    private final FinalAnalysis results;
    private final MarginAnalysis analysis;
    private final int width;
    private final int label;
    private final int cell;
    private final int cellsPerBlock;

    private record Column(
            String title,
            SampleSummary overall,
            Estimate estimate,
            Map<String, SampleSummary> byCategory,
            Map<String, Estimate> estimates,
            Map<String, String> last) {}

    private ReportTable(FinalAnalysis results, int width) {
        this.results = results;
        this.analysis = results.items();
        this.width = width;
        int longest = analysis.byCategory().keySet().stream()
                .mapToInt(DisplayWidth::of)
                .max()
                .orElse(0);
        this.label = Math.max(SMALLEST_LABEL, Math.min(LARGEST_LABEL, longest));
        int columns = analysis.byAlpha().size() + 1;
        int room = Math.max(width - label, SMALLEST_CELL + GAP.length());
        this.cellsPerBlock = Math.max(1, Math.min(columns, room / (SMALLEST_CELL + GAP.length())));
        this.cell = Math.min(LARGEST_CELL, room / cellsPerBlock - GAP.length());
    }

    /**
     * The table of one analysis.
     *
     * @param width columns of the terminal, 100 to 120 look best
     * @return lines, each ended by a line feed
     */
    public static String render(FinalAnalysis results, int width) {
        return new ReportTable(results, width).render();
    }

    /**
     * One section after an empty line; nothing for a section that is empty.
     *
     * @param width columns of the terminal
     */
    public static String render(Section section, int width) {
        return SectionText.of(section, width);
    }

    /**
     * The tables of a report, one for each scorer and method, with what is behind them.
     *
     * @param width columns of the terminal
     * @return lines, each ended by a line feed
     */
    public static String render(ReportDocument report, int width) {
        StringBuilder text = new StringBuilder();
        text.append("Experiment ").append(report.experiment().getExperimentId()).append('\n');
        if (!report.skips().isEmpty()) {
            Lines.wrapped(text, width, report.skips().sentences(report.experiment(), report.isComplete()));
        }
        if (report.generatorTruncation() != null && report.generatorTruncation().images() > 0) {
            Lines.wrapped(text, width, report.generatorTruncation().sentence());
        }
        Contrasts.claims(report.analyses()).forEach(claim -> Lines.wrapped(text, width, claim));
        report.stoppedSection().ifPresent(section -> text.append(SectionText.of(section, width)));
        for (ScorerReport scorer : report.scorers()) {
            text.append('\n');
            Lines.wrapped(text, width, scorerLine(scorer));
            if (report.isOfAlignment()) {
                scorer.methods()
                        .forEach(method ->
                                text.append(SectionText.of(AlignmentSection.of("alignment", scorer, method), width)));
                continue;
            }
            if (scorer.truncation().counts().images() > 0) {
                Lines.wrapped(text, width, scorer.truncation().sentence());
            }
            if (scorer.tokens() != null && !scorer.tokens().isClean()) {
                Lines.wrapped(text, width, scorer.tokens().sentences());
            }
            for (MethodReport method : scorer.methods()) {
                if (report.stopping() != null) {
                    text.append(SectionText.of(StoppedSection.of("results", scorer, method, report.stopping()), width));
                    continue;
                }
                text.append('\n').append("Method ").append(method.method()).append('\n');
                if (!method.dependence().isEmpty()) {
                    Lines.wrapped(text, width, method.dependence());
                }
                text.append(render(method.results(), width));
                Shift.claim(report.analyses(), scorer.scorerId(), method.method())
                        .ifPresent(claim -> Lines.wrapped(text, width, claim));
            }
        }
        report.sections().forEach(section -> text.append(SectionText.of(section, width)));
        if (report.scorers().isEmpty()) {
            text.append("No image has been scored yet.\n");
        }
        if (!report.failures().isEmpty()) {
            text.append('\n')
                    .append(Numbers.count(report.failures().size(), "image"))
                    .append(" failed; the reasons are in the report.\n");
        }
        return text.toString();
    }

    private static String scorerLine(ScorerReport scorer) {
        Completeness completeness = scorer.completeness();
        StringBuilder line = new StringBuilder("Scorer ")
                .append(scorer.scorerId())
                .append(": ")
                .append(Numbers.count(completeness.scored()))
                .append(" of ")
                .append(Numbers.count(completeness.expected(), "image"))
                .append(" scored");
        if (completeness.failed() > 0) {
            line.append(", ").append(Numbers.count(completeness.failed())).append(" failed");
        }
        if (completeness.skipped() > 0) {
            line.append(", ").append(Numbers.count(completeness.skipped())).append(" skipped");
        }
        if (completeness.missing() > 0) {
            line.append(", ").append(Numbers.count(completeness.missing())).append(" missing");
        }
        return line.toString();
    }

    private String render() {
        StringBuilder text = new StringBuilder();
        List<Column> columns = columns();
        for (int from = 0; from < columns.size(); from += cellsPerBlock) {
            if (from > 0) {
                text.append('\n');
            }
            block(text, columns.subList(from, Math.min(columns.size(), from + cellsPerBlock)));
        }
        notes(text);
        return text.toString();
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        analysis.byAlpha()
                .forEach((alpha, overall) -> columns.add(new Column(
                        "alpha " + alpha,
                        overall,
                        estimate(alpha, overall),
                        ofAlpha(alpha),
                        overItems(ofAlpha(alpha)),
                        verdicts(alpha))));
        if (!results.hasSeveralAlphas()) {
            return columns;
        }
        columns.add(new Column(
                ALL,
                analysis.overall(),
                Estimate.of(results.pairs().overall()),
                analysis.byCategory(),
                clustered(),
                Map.of()));
        return columns;
    }

    private Estimate estimate(double alpha, SampleSummary items) {
        OverCategories mean = results.overCategories().get(alpha);
        return mean == null ? Estimate.of(items) : Estimate.of(mean);
    }

    private Map<String, String> verdicts(double alpha) {
        Map<String, String> outcomes = new HashMap<>();
        results.verdicts().byCell().forEach((cell, verdict) -> {
            if (cell.alpha() == alpha) {
                outcomes.put(cell.category(), VerdictWords.outcome(verdict));
            }
        });
        return outcomes;
    }

    private Map<String, Estimate> clustered() {
        Map<String, Estimate> estimates = new HashMap<>();
        results.pairs().byCategory().forEach((category, pairs) -> estimates.put(category, Estimate.of(pairs)));
        return estimates;
    }

    private static Map<String, Estimate> overItems(Map<String, SampleSummary> summaries) {
        Map<String, Estimate> estimates = new HashMap<>();
        summaries.forEach((category, items) -> estimates.put(category, Estimate.of(items)));
        return estimates;
    }

    private SortedMap<String, SampleSummary> ofAlpha(double alpha) {
        SortedMap<String, SampleSummary> byCategory = new TreeMap<>();
        analysis.byCategory().keySet().forEach(category -> {
            SampleSummary summary = analysis.byCategoryAlpha().get(new CategoryAlpha(category, alpha));
            if (summary != null) {
                byCategory.put(category, summary);
            }
        });
        return byCategory;
    }

    private void block(StringBuilder text, List<Column> columns) {
        String rule = "─".repeat(label + columns.size() * (cell + GAP.length())) + "\n";
        line(text, "", columns.stream().map(Column::title).toList());
        text.append(rule);
        for (String category : analysis.byCategory().keySet()) {
            row(text, category, columns);
        }
        text.append(rule);
        line(
                text,
                ALL,
                columns.stream()
                        .map(column -> figures(column.overall(), column.estimate()))
                        .toList());
        line(
                text,
                "",
                columns.stream().map(column -> interval(column.estimate())).toList());
    }

    private void row(StringBuilder text, String category, List<Column> columns) {
        List<String> figures = new ArrayList<>();
        List<String> intervals = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (Column column : columns) {
            SampleSummary items = column.byCategory().get(category);
            Estimate estimate = column.estimates().get(category);
            figures.add(items == null || estimate == null ? "–" : figures(items, estimate));
            intervals.add(estimate == null ? "" : interval(estimate));
            last.add(column.last().getOrDefault(category, ""));
        }
        line(text, category, figures);
        line(text, "", intervals);
        if (last.stream().anyMatch(cell -> !cell.isEmpty())) {
            line(text, "", last);
        }
    }

    private void line(StringBuilder text, String name, List<String> cells) {
        StringBuilder line = new StringBuilder(DisplayWidth.left(name, label));
        cells.forEach(each -> line.append(GAP).append(DisplayWidth.right(each, cell)));
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String figures(SampleSummary summary, Estimate estimate) {
        if (summary.mean() == null) {
            return "–";
        }
        return Numbers.margin(summary.mean())
                + DisplayWidth.right(Numbers.share(summary.successRate()).replace("\u00A0", ""), 5)
                + DisplayWidth.right(Numbers.p(estimate.pTwoSided()), 7);
    }

    private static String interval(Estimate estimate) {
        return estimate.mean() == null ? "" : Numbers.interval(estimate.interval());
    }

    private void notes(StringBuilder text) {
        text.append('\n');
        note(
                text,
                "First line: mean margin, success rate (items above 0), p of the two-sided t-test. Second line: its %s t interval."
                                .formatted(Numbers.share(analysis.options().level()))
                        + " Third line: the verdict. Over items; over all categories "
                        + (results.headline() != null && results.headline().byCategory()
                                ? "with the standard error by category"
                                : "over all pairs together")
                        + (results.hasSeveralAlphas()
                                ? "; under \"all\", the average over the alphas, clustered by pair, as the alphas of a pair are not"
                                        + " independent."
                                : "."));
        note(text, unit());
        if (results.headline() != null && results.headline().interval() != null) {
            OverCategories headline = results.headline();
            note(
                    text,
                    "Headline: the %s is %s %s, %s."
                            .formatted(
                                    headline.estimand(),
                                    Numbers.margin(headline.mean()),
                                    Numbers.interval(headline.interval()),
                                    Numbers.p(headline.pTwoSided())));
        }
        if (results.hasSeveralAlphas()) {
            holm(text, "the averages over the alphas, clustered by pair", PairedColumns.holmOfPairs(results));
        } else {
            holm(text, "over items", PairedColumns.holmOfItems(results));
        }
        note(text, "Verdicts. " + results.verdicts().sentence());
        if (results.verdicts().rule() != null) {
            note(text, results.verdicts().ruleSentences());
        }
    }

    private void holm(StringBuilder text, String kind, Map<String, Double> adjusted) {
        if (!adjusted.isEmpty()) {
            note(
                    text,
                    "Adjusted over the family of categories (Holm, two-sided, %s): %s."
                            .formatted(
                                    kind,
                                    adjusted.entrySet().stream()
                                            .map(entry -> entry.getKey() + " " + Numbers.p(entry.getValue()))
                                            .collect(Collectors.joining(", "))));
        }
    }

    private void note(StringBuilder text, String sentence) {
        Lines.wrapped(text, width, sentence);
    }

    private String unit() {
        String left = analysis.incompleteItems() == 0
                ? ""
                : ", " + Numbers.count(analysis.incompleteItems(), "incomplete item") + " left out";
        return "Unit: %s. n = %s%s."
                .formatted(analysis.unit(), Numbers.count(analysis.overall().n()), left);
    }
}
