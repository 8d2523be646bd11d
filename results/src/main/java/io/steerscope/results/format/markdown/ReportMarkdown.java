package io.steerscope.results.format.markdown;

import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.results.alignment.AlignmentFigures;
import io.steerscope.results.alignment.AlignmentSection;
import io.steerscope.results.alignment.AlignmentWords;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.Shift;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.FinalAnalysis;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.FailureSection;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.stopping.StoppedSection;
import io.steerscope.results.stopping.StoppedWords;
import io.steerscope.schemas.record.Experiment;

/**
 * The report as GitHub-flavoured Markdown: findings, verdicts with their rule, and tables of figures, each with method,
 * level, family and n.
 */
public final class ReportMarkdown {

    private final StringBuilder out = new StringBuilder();

    private ReportMarkdown() {}

    /** The whole report, ended by a line feed. */
    public static String render(ReportDocument report) {
        return new ReportMarkdown().write(report);
    }

    /** The results of one analysis alone, without a title, ended by a line feed. */
    public static String render(FinalAnalysis results) {
        return ResultsMarkdown.of(results, "##");
    }

    /** One section, ended by an empty line; nothing for a section that is empty. */
    public static String render(Section section) {
        return SectionMarkdown.of(section);
    }

    private String write(ReportDocument report) {
        line("# Experiment " + escaped(report.experiment().getExperimentId()));
        if (!report.isComplete()) {
            line("**This experiment is not finished**: the figures are of the images scored so far"
                    + (report.isOfAlignment() || report.stopping() != null
                            ? "."
                            : ", and their tests hold only for a finished one."));
        }
        if (!report.skips().isEmpty()) {
            line(escaped(report.skips().sentences(report.experiment(), report.isComplete())));
        }
        if (report.scorers().isEmpty()) {
            line("No image has been scored yet.");
        }
        Contrasts.claims(report.analyses()).forEach(claim -> line(escaped(claim)));
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                if (report.isOfAlignment()) {
                    line(escaped(
                            AlignmentWords.headline(scorer.scorerId(), method.method(), AlignmentFigures.of(method))));
                    continue;
                }
                line(escaped(StoppedWords.finding(scorer, method, report.stopping())));
                Shift.claim(report.analyses(), scorer.scorerId(), method.method())
                        .ifPresent(claim -> line(escaped(claim)));
            }
        }
        design(report.experiment(), report.generatorDtypes());
        if (report.generatorTruncation() != null) {
            line(escaped(report.generatorTruncation().sentence()));
        }
        report.stoppedSection().ifPresent(section -> out.append(SectionMarkdown.of(section)));
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                if (report.isOfAlignment()) {
                    out.append(SectionMarkdown.of(AlignmentSection.of("alignment", scorer, method)));
                    continue;
                }
                if (report.stopping() != null) {
                    out.append(SectionMarkdown.of(StoppedSection.of("results", scorer, method, report.stopping())));
                    continue;
                }
                line("## " + escaped(method.method()) + " judged by " + escaped(scorer.scorerId()));
                line(escaped((scorer.sentence() + " " + method.dependence()).strip()));
                out.append(ResultsMarkdown.of(method.results(), "###")).append('\n');
            }
        }
        report.sections().forEach(section -> out.append(SectionMarkdown.of(section)));
        out.append(SectionMarkdown.of(FailureSection.of(report.failures())));
        scorers(report.scorers());
        return out.toString().stripTrailing() + "\n";
    }

    private void design(Experiment experiment, List<String> dtypes) {
        MarkdownTable table = new MarkdownTable(List.of("Design", ""));
        fact(table, "Images", Numbers.count(experiment.getExpectedJobs()));
        fact(
                table,
                "Prompt pairs",
                experiment.getCategories().stream()
                        .map(category -> category.getCategory() + " " + Numbers.count(category.getPairs()))
                        .collect(Collectors.joining(", ")));
        fact(table, "Alphas", DesignWords.list(experiment.getAlphas()));
        DesignWords.baseline(experiment).ifPresent(baseline -> fact(table, "Unsteered images", baseline));
        DesignWords.making(experiment, dtypes).forEach((name, value) -> fact(table, name, value));
        fact(table, "Pairs SHA-256", experiment.getPairsSha256());
        fact(table, "Design SHA-256", experiment.getDesignSha256());
        line(table.toString().stripTrailing());
    }

    private void scorers(List<ScorerReport> scorers) {
        if (scorers.isEmpty()) {
            return;
        }
        MarkdownTable table = new MarkdownTable(List.of("Scorer", "SHA-256"));
        scorers.forEach(scorer -> fact(table, scorer.scorerId(), scorer.provenance()));
        line("## Scorers");
        line(table.toString().stripTrailing());
    }

    private static void fact(MarkdownTable table, String name, String value) {
        table.cell(name).cell(value).end();
    }

    private static String escaped(String text) {
        return MarkdownTable.escape(text);
    }

    private void line(String block) {
        out.append(block).append("\n\n");
    }
}
