package io.steerscope.results.format.html;

import java.io.IOException;

import io.steerscope.results.alignment.AlignmentFigures;
import io.steerscope.results.alignment.AlignmentSection;
import io.steerscope.results.alignment.AlignmentWords;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.Shift;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.figures.MarginCharts;
import io.steerscope.results.figures.MethodReport;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.FailureSection;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.stopping.StoppedExperiment;
import io.steerscope.results.stopping.StoppedSection;
import io.steerscope.results.stopping.StoppedWords;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.statistics.analysis.MarginAnalysis;

/**
 * The report as one HTML page that needs nothing else: styles, plots and images are inside, and there is no script.
 * Light or dark as the reader's system is.
 */
public final class ReportHtml {

    private final ReportDocument report;
    private final ImageSource images;

    private ReportHtml(ReportDocument report, ImageSource images) {
        this.report = report;
        this.images = images;
    }

    /**
     * Writes the page.
     *
     * @param images where the shown images come from, three for each category, scorer and method
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, ImageSource images, Appendable out) throws IOException {
        out.append(new ReportHtml(report, images).page().toString());
    }

    private Markup page() {
        Experiment experiment = report.experiment();
        Markup html = head(experiment.getExperimentId() + " · Steerscope report");
        header(html);
        report.stoppedSection().ifPresent(section -> html.add(SectionHtml.of(section, images)));
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                if (report.isOfAlignment()) {
                    html.add(SectionHtml.of(AlignmentSection.of(id(scorer, method), scorer, method), images));
                } else if (report.stopping() != null) {
                    html.add(SectionHtml.of(
                            StoppedSection.of(id(scorer, method), scorer, method, report.stopping()), images));
                    gallery(html, scorer, method);
                } else {
                    results(html, scorer, method);
                }
            }
        }
        report.sections().forEach(section -> html.add(SectionHtml.of(section, images)));
        html.add(SectionHtml.of(FailureSection.of(report.failures()), images));
        methods(html);
        return html.raw("</main>\n</body>\n</html>\n");
    }

    /** Everything up to the opening of {@code main}. */
    static Markup head(String title) {
        return new Markup()
                .raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .raw("<title>%s</title>\n", title)
                .raw("<style>\n")
                .raw(Styles.text())
                .raw("</style>\n</head>\n<body>\n<main>\n");
    }

    private void header(Markup html) {
        Experiment experiment = report.experiment();
        html.raw("<header><p class=\"eyebrow\">Steerscope report</p>").raw("<h1>%s</h1>", experiment.getExperimentId());
        if (!report.isComplete()) {
            html.raw(
                    "<p class=\"warning\" role=\"status\">This experiment is not finished: the figures below are of"
                            + " the images scored so far%s.</p>",
                    report.isOfAlignment() || report.stopping() != null
                            ? ""
                            : ", and their tests hold only for a finished one");
        }
        if (!report.skips().isEmpty()) {
            html.raw(
                    "<p class=\"warning\" role=\"status\">%s</p>",
                    report.skips().sentences(experiment, report.isComplete()));
        }
        Contrasts.claims(report.analyses()).forEach(claim -> html.raw("<p class=\"lede\">%s</p>", claim));
        for (ScorerReport scorer : report.scorers()) {
            for (MethodReport method : scorer.methods()) {
                if (report.isOfAlignment()) {
                    html.raw(
                            "<p class=\"lede\">%s</p>",
                            AlignmentWords.headline(scorer.scorerId(), method.method(), AlignmentFigures.of(method)));
                    continue;
                }
                html.raw("<p class=\"lede\">%s</p>", StoppedWords.finding(scorer, method, report.stopping()));
                Shift.claim(report.analyses(), scorer.scorerId(), method.method())
                        .ifPresent(claim -> html.raw("<p class=\"lede\">%s</p>", claim));
            }
        }
        html.raw("<dl class=\"facts\">");
        fact(html, "Images", images(experiment));
        fact(
                html,
                report.isOfAlignment() ? "Prompts" : "Prompt pairs",
                Numbers.count(experiment.getCategories().stream()
                        .mapToLong(category -> category.getPairs())
                        .sum()));
        fact(html, "Categories", Numbers.count(experiment.getCategories().size()));
        fact(html, "Alphas", DesignWords.list(experiment.getAlphas()));
        if (DesignScope.isOfImages(experiment)) {
            fact(html, "Images from elsewhere, made by", DesignWords.madeBy(experiment));
        } else {
            fact(html, "Seeds", Numbers.count(experiment.getSeeds().size()));
            fact(html, "Generator", experiment.getSettings().getBundleId());
        }
        html.raw("</dl>");
        if (report.generatorTruncation() != null) {
            html.raw("<p>%s</p>", report.generatorTruncation().sentence());
        }
        html.raw("</header>\n");
    }

    private String images(Experiment experiment) {
        StoppedExperiment stopping = report.stopping();
        return stopping == null
                ? Numbers.count(experiment.getExpectedJobs())
                : "%s of %s"
                        .formatted(
                                Numbers.count(stopping.images().made()),
                                Numbers.count(stopping.images().planned()));
    }

    private void results(Markup html, ScorerReport scorer, MethodReport method) {
        MarginAnalysis analysis = method.analysis();
        String id = id(scorer, method);
        html.raw("<section class=\"results\" aria-labelledby=\"%s-heading\">", id)
                .raw("<h2 id=\"%s-heading\">%s <span>judged by %s</span></h2>", id, method.method(), scorer.scorerId())
                .raw("<p>%s</p>", scorer.sentence())
                .raw("<h3>Verdicts</h3>")
                .add(VerdictHtml.table(method.results()))
                .add(dependence(method))
                .add(PairsHtml.table(method.results()))
                .raw("<h3>Margin by category and alpha</h3>")
                .raw(
                        "<p class=\"note\">Dots are means, lines their %s t intervals, over all categories with the"
                                + " standard error by category. A filled dot has an interval that excludes 0, which is"
                                + " not adjusted over the groups and no verdict.</p>",
                        Numbers.share(analysis.options().level()))
                .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Plot by category and alpha\">")
                .add(Charts.draw(MarginCharts.byCategoryAndAlpha(method.results()), id + "-forest"))
                .raw("</div>");
        if (method.results().hasSeveralAlphas()) {
            html.raw("<h3>Response to alpha</h3>")
                    .raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Plot against alpha\">")
                    .add(Charts.draw(MarginCharts.response(method.results()), id + "-alpha"))
                    .raw("</div>");
        }
        html.raw("<h3>All figures</h3>")
                .add(ResultsHtml.table(method.results()))
                .add(ResultsHtml.furtherTests(method.results()));
        gallery(html, scorer, method);
        html.raw("</section>\n");
    }

    private void gallery(Markup html, ScorerReport scorer, MethodReport method) {
        if (!method.scores().isEmpty()) {
            html.raw("<h3>Best, median and worst images</h3>")
                    .raw("<p class=\"note\">By the margin of the single image, over all alphas and seeds of a"
                            + " category.</p>")
                    .add(ImageGallery.show(method.scores(), scorer.unsteered(), images));
        }
    }

    private String id(ScorerReport scorer, MethodReport method) {
        return "s" + report.scorers().indexOf(scorer) + "m" + scorer.methods().indexOf(method);
    }

    private static Markup dependence(MethodReport method) {
        Markup html = new Markup();
        return method.dependence().isEmpty() ? html : html.raw("<p class=\"note\">%s</p>\n", method.dependence());
    }

    private void methods(Markup html) {
        Experiment experiment = report.experiment();
        html.raw("<section class=\"method\"><h2>How to read this</h2>");
        if (report.isOfAlignment()) {
            readingAlignments(html);
        } else {
            readingMargins(html);
            readingTests(html);
        }
        html.raw("<h3>Design</h3><dl class=\"design\">");
        fact(html, "Methods", String.join(", ", experiment.getMethods()));
        DesignWords.baseline(experiment).ifPresent(baseline -> fact(html, "Unsteered images", baseline));
        DesignWords.making(experiment, report.generatorDtypes()).forEach((name, value) -> fact(html, name, value));
        for (ScorerReport scorer : report.scorers()) {
            fact(html, "Scorer " + scorer.scorerId(), scorer.provenance());
        }
        fact(html, "Pairs SHA-256", experiment.getPairsSha256());
        fact(html, "Design SHA-256", experiment.getDesignSha256());
        html.raw("</dl></section>\n");
    }

    private void readingAlignments(Markup html) {
        html.raw("<p>%s</p>", AlignmentWords.WHAT_IT_IS)
                .raw("<p>An <b>item</b> is one prompt at one alpha: the mean clip over its images, however many there"
                        + " are. Every item with a scored image counts, with the same weight. The alphas of one prompt"
                        + " share it: figures clustered by pair allow for that and are the primary ones.</p>")
                .raw("<p>%s</p>", AlignmentWords.OTHER_SCALES);
    }

    private void readingMargins(Markup html) {
        html.raw("<p>The <b>margin</b> of an image is its cosine similarity to the target prompt minus that to the"
                        + " source prompt, on L2-normalised CLIP embeddings. Above 0, the image is closer to the"
                        + " target.</p>")
                .raw(
                        "<p>An <b>item</b> is one prompt pair at one alpha: the mean margin over its %s. Items are what"
                                + " is counted and tested; %s. The alphas of one pair"
                                + " share prompts and seeds. Figures over items of several alphas take them for independent;"
                                + " figures clustered by pair do not, and are the primary ones.</p>",
                        DesignScope.isOfImages(report.experiment()) ? "images, however many there are" : "seeds",
                        DesignScope.isOfImages(report.experiment())
                                ? "every item with a scored image counts"
                                : "an item that misses a seed counts nowhere")
                .raw("<p>A <b>verdict</b> is a claim that is wrong anywhere in its family with a chance of at most"
                        + " one minus its level: “works”, the mean margin is above 0; “does not”, it is below the"
                        + " smallest effect of interest. Without evidence for either a cell is undecided.</p>");
    }

    private void readingTests(Markup html) {
        if (report.stopping() == null) {
            html.raw(
                    "<p>Intervals are BCa bootstrap intervals of the mean with a fixed seed; where a group does not"
                            + " vary enough for them, the t interval is shown. p is that of the one-sided t-test against"
                            + " 0. %s</p>",
                    testedAt());
        } else {
            html.raw("<p>%s</p><p>%s</p>", report.stopping().plan().words(), StoppedWords.LEFT_OUT);
        }
    }

    private String testedAt() {
        return report.skips().isEmpty()
                ? "All tests are at the fixed n of the finished experiment."
                : "All tests but the verdicts are at the n of the images that there are.";
    }

    private static void fact(Markup html, String name, String value) {
        html.raw("<div><dt>%s</dt><dd>%s</dd></div>", name, value);
    }
}
