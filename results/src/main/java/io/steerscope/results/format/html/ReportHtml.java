package io.steerscope.results.format.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.results.alignment.AlignmentWords;
import io.steerscope.results.analysis.Contrasts;
import io.steerscope.results.analysis.Shift;
import io.steerscope.results.design.DesignScope;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.document.Exhibits;
import io.steerscope.results.document.Numbers;
import io.steerscope.results.document.Section;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.results.report.MethodLine;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.results.report.ReportSections;
import io.steerscope.results.report.ReportSections.OfMethod;
import io.steerscope.results.stopping.StoppedExperiment;
import io.steerscope.results.stopping.StoppedWords;
import io.steerscope.schemas.record.Experiment;

/**
 * The report as one HTML page that needs nothing else: styles, plots and images are inside, and there is no script.
 * Light or dark as the reader's system is.
 */
public final class ReportHtml {

    private static final String READING_ID = "reading";
    private static final String READING = "How to read this, and the design";

    private final ReportDocument report;
    private final ReportSections sections;
    private final ImageSource images;
    private final SectionHtml parts;

    private ReportHtml(ReportDocument report, ImageSource images, boolean hasFiles) {
        this.report = report;
        this.sections = ReportSections.of(report);
        this.images = images;
        this.parts = new SectionHtml(images, Exhibits.of(hasFiles ? sections.all() : List.of()));
    }

    /**
     * Writes the page alone.
     *
     * @param images where the shown images come from, three for each category, scorer and method
     * @throws IOException as {@code out} throws it
     */
    public static void write(ReportDocument report, ImageSource images, Appendable out) throws IOException {
        out.append(new ReportHtml(report, images, false).page().toString());
    }

    /**
     * Writes the page with links to the {@linkplain ReportFiles files} of its figures and tables beside it.
     *
     * @param images where the shown images come from, three for each category, scorer and method
     * @throws IOException as {@code out} throws it
     */
    public static void writeWithLinks(ReportDocument report, ImageSource images, Appendable out) throws IOException {
        out.append(new ReportHtml(report, images, true).page().toString());
    }

    private Markup page() {
        Markup html = head(report.experiment().getExperimentId() + " · Steerscope report");
        header(html);
        List<Section> listed = new ArrayList<>(sections.all());
        listed.remove(sections.overview());
        listed.add(new Section(READING_ID, READING, List.of()));
        html.add(contents(listed));
        sections.stopped().ifPresent(section -> html.add(parts.folded(section)));
        for (OfMethod one : sections.methods()) {
            html.add(parts.folded(one.section(), gallery(one)));
        }
        sections.others().forEach(section -> html.add(parts.folded(section)));
        html.add(SectionHtml.folded(READING_ID, READING, reading()));
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
        html.raw("<header><p class=\"eyebrow\">Steerscope report</p>")
                .raw("<h1>%s</h1>", experiment.getExperimentId())
                .add(facts(experiment));
        warnings(html, experiment);
        html.raw(
                        "</header>\n<section id=\"%s\" class=\"overview\">",
                        sections.overview().id())
                .add(parts.blocks(sections.overview()))
                .raw("</section>\n<ul class=\"findings\">");
        MethodLine.of(report, sections)
                .forEach(line ->
                        html.raw("<li><a href=\"#%s\">%s</a>%s</li>", line.anchor(), line.name(), line.words()));
        html.raw("</ul>\n");
        List<String> claims = claims();
        if (!claims.isEmpty()) {
            html.raw("<details class=\"claims\"><summary>The findings in full</summary><div id=\"claims\">");
            claims.forEach(claim -> html.raw("<p>%s</p>", claim));
            html.raw("</div></details>\n");
        }
    }

    private void warnings(Markup html, Experiment experiment) {
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
        if (report.generatorTruncation() != null) {
            html.raw("<p class=\"note\">%s</p>", report.generatorTruncation().sentence());
        }
    }

    /** Whole sentences on every method and scorer; none of alignments, whose lines say all. */
    private List<String> claims() {
        List<String> claims = new ArrayList<>();
        if (report.isOfAlignment()) {
            return claims;
        }
        claims.addAll(Contrasts.claims(report.analyses()));
        for (OfMethod one : sections.methods()) {
            claims.add(StoppedWords.finding(one.scorer(), one.method(), report.stopping()));
            Shift.claim(report.analyses(), one.scorer().scorerId(), one.method().method())
                    .ifPresent(claims::add);
        }
        claims.removeIf(String::isEmpty);
        return claims;
    }

    private Markup facts(Experiment experiment) {
        Markup html = new Markup().raw("<dl class=\"facts\">");
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
        if (!report.scorers().isEmpty()) {
            fact(
                    html,
                    report.scorers().size() == 1 ? "Scorer" : "Scorers",
                    String.join(
                            ", ",
                            report.scorers().stream()
                                    .map(ScorerReport::scorerId)
                                    .toList()));
        }
        return html.raw("</dl>");
    }

    /** Links to all sections of a page. */
    static Markup contents(List<Section> sections) {
        Markup html = new Markup().raw("<nav id=\"contents\" aria-label=\"Contents\"><ol>");
        sections.forEach(section -> html.raw("<li><a href=\"#%s\">%s</a></li>", section.id(), section.heading()));
        return html.raw("</ol></nav>\n");
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

    private Markup gallery(OfMethod one) {
        return report.isOfAlignment() || one.method().scores().isEmpty()
                ? new Markup()
                : new Markup()
                        .raw("<h3>Best, median and worst images</h3>")
                        .raw("<p class=\"note\">By the margin of the single image, over all alphas and seeds of a"
                                + " category.</p>")
                        .add(ImageGallery.show(
                                one.method().scores(), one.scorer().unsteered(), images));
    }

    private Markup reading() {
        Experiment experiment = report.experiment();
        Markup html = new Markup();
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
        return html.raw("</dl>");
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
