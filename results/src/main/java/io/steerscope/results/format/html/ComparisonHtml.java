package io.steerscope.results.format.html;

import java.io.IOException;
import java.util.List;

import io.steerscope.results.comparison.RunComparison;
import io.steerscope.results.comparison.RunComparisonSections;
import io.steerscope.results.document.Exhibits;
import io.steerscope.results.document.Section;

/** A comparison of two experiments as one HTML page that needs nothing else, as {@link ReportHtml}. */
public final class ComparisonHtml {

    private ComparisonHtml() {}

    /**
     * Writes the page.
     *
     * @param images where the images come from, by identities whose experiment is the name of the side
     * @throws IOException as {@code out} throws it
     */
    public static void write(RunComparison comparison, ImageSource images, Appendable out) throws IOException {
        String title = comparison.b().name() + " minus " + comparison.a().name();
        List<Section> sections = RunComparisonSections.of(comparison);
        SectionHtml parts = new SectionHtml(images, Exhibits.of(List.of()));
        Markup html = new Markup()
                .add(ReportHtml.head(title + " · Steerscope comparison"))
                .raw("<header><p class=\"eyebrow\">Steerscope comparison</p><h1>%s</h1>", title);
        RunComparisonSections.claims(comparison).forEach(claim -> html.raw("<p class=\"lede\">%s</p>", claim));
        html.raw("</header>\n").add(ReportHtml.contents(sections));
        sections.forEach(section -> html.add(parts.open(section)));
        out.append(html.raw("</main>\n</body>\n</html>\n").toString());
    }
}
