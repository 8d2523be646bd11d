package io.steerscope.results.format.html;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.StoppedToy;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;

import static org.assertj.core.api.Assertions.assertThat;

class ReportFilesTest {

    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile(" href=\"([^\"]*)\"");

    static Stream<Arguments> reports() {
        Experiment three = MethodsExperiment.design("analogy", "lerp", "shuffled");
        List<MarginScore> both = new ArrayList<>(MethodsExperiment.scores(three));
        both.addAll(ToyExperiment.scoresBy("other", both, score -> -score.getMargin()));
        return Stream.of(
                Arguments.of("three methods and two scorers", ExperimentReportBuilder.build(three, both, List.of())),
                Arguments.of("stopped", new StoppedToy("analogy", "lerp").report()),
                Arguments.of(
                        "alignments",
                        ExperimentReportBuilder.build(
                                ImageExperiment.design(Measure.ALIGNMENT),
                                ImageExperiment.scores(Measure.ALIGNMENT),
                                List.of())),
                Arguments.of("no scores", ExperimentReportBuilder.build(ToyExperiment.design(), List.of(), List.of())),
                Arguments.of(
                        "failures",
                        ExperimentReportBuilder.build(
                                ToyExperiment.design(),
                                ToyExperiment.scores().subList(0, 5),
                                List.of(ToyExperiment.failure(
                                        ToyExperiment.scores().get(20).getIdentity(), null)))),
                Arguments.of("cancelled", cancelled()),
                Arguments.of("hostile names", hostile()));
    }

    private static ReportDocument cancelled() {
        Cancellation order = new Cancellation(
                ToyExperiment.ID, List.of(new PartitionEnd(0, 100L)), List.of(), Instant.ofEpochMilli(5));
        return ExperimentReportBuilder.build(
                ToyExperiment.design(),
                ToyExperiment.scores().subList(0, 20),
                List.of(),
                List.of(),
                Optional.of(CancelledJobs.of(ToyExperiment.ID, order)),
                List.of());
    }

    @Test
    void aCancelledExperimentSaysSoAboveAllFigures() throws IOException {
        // given
        StringBuilder page = new StringBuilder();

        // when
        ReportHtml.write(cancelled(), identity -> Optional.empty(), page);

        // then
        String first = page.substring(0, page.indexOf("<svg"));
        assertThat(first).contains("class=\"warning\"", "This experiment was cancelled");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void everyLinkLeadsToAnAnchorOrAFileAndEveryFileIsLinked(String name, ReportDocument report) throws IOException {
        // given
        Set<String> files = new TreeSet<>();
        ReportFiles written = ReportFiles.of(report);
        written.figures().keySet().forEach(file -> files.add(ReportFiles.FIGURES + "/" + file));
        written.tables().keySet().forEach(file -> files.add(ReportFiles.TABLES + "/" + file));
        StringBuilder page = new StringBuilder();

        // when
        ReportHtml.writeWithLinks(report, identity -> Optional.empty(), page);

        // then
        List<String> ids = all(ID, page);
        assertThat(ids).doesNotHaveDuplicates();
        Set<String> linked = new TreeSet<>();
        for (String link : all(LINK, page)) {
            if (link.startsWith("#")) {
                assertThat(ids).contains(link.substring(1));
            } else {
                linked.add(link);
            }
        }
        assertThat(linked).isEqualTo(files).allSatisfy(file -> assertThat(file)
                .matches("(figures/[a-z0-9-]+[.]svg|tables/[a-z0-9-]+[.]csv)"));
        assertThat(page).doesNotContain("<script", "NaN");
        assertThat(count(page, "<table>")).isEqualTo(written.tables().size());
        assertThat(count(page, "<svg class=\"chart\""))
                .isEqualTo(written.figures().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("reports")
    void aFigureNeedsNothingElse(String name, ReportDocument report) throws Exception {
        for (String figure : ReportFiles.of(report).figures().values()) {
            DocumentBuilderFactory parser = DocumentBuilderFactory.newInstance();
            parser.setNamespaceAware(true);
            assertThat(parser.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(figure)))
                            .getDocumentElement()
                            .getNamespaceURI())
                    .isEqualTo("http://www.w3.org/2000/svg");
            assertThat(figure)
                    .contains("<style>", "class=\"title\"")
                    .doesNotContain("var(", "href=", "url(", "<script", "NaN");
        }
    }

    @Test
    void namesTellMethodAndScorer() {
        // given
        Experiment design = MethodsExperiment.design("analogy", "shuffled");
        ReportDocument report = ExperimentReportBuilder.build(design, MethodsExperiment.scores(design), List.of());

        // when
        ReportFiles files = ReportFiles.of(report);

        // then
        assertThat(files.figures())
                .containsKeys(
                        "heat-map-of-margins-and-verdicts-clip-c.svg",
                        "margin-by-category-and-alpha-analogy-clip-c.svg",
                        "response-to-alpha-shuffled-clip-c.svg");
        assertThat(files.tables())
                .containsKeys("verdicts-analogy-clip-c.csv", "analogy-minus-shuffled-clip-c-contrasts.csv");
        assertThat(files.tables().get("all-figures-analogy-clip-c.csv"))
                .startsWith("Category,Alpha,Mean margin,\"Mean margin, low\",\"Mean margin, high\",")
                .contains("\nsize / count,1.0,", "\nAll,0.5,");
    }

    @Test
    void aPageAloneLinksToNoFile() throws IOException {
        // given
        StringBuilder page = new StringBuilder();

        // when
        ReportHtml.write(
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of()),
                identity -> Optional.empty(),
                page);

        // then
        assertThat(all(LINK, page)).isNotEmpty().allMatch(link -> link.startsWith("#"));
    }

    @Test
    void everyDetailIsFoldedAndAnImageCanBeEnlarged() throws IOException {
        // given
        StringBuilder page = new StringBuilder();

        // when
        ReportHtml.write(
                ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of()),
                identity -> Optional.of(new byte[] {1, 2, 3}),
                page);

        // then
        assertThat(count(page, "<details")).isEqualTo(count(page, "<summary"));
        assertThat(page).doesNotContain("<details open");
        assertThat(count(page, "<label class=\"picture\"><input type=\"checkbox\""))
                .isEqualTo(count(page, "data:image/png;base64,"))
                .isPositive();
    }

    private static ReportDocument hostile() {
        Experiment toy = ToyExperiment.design(
                ToyExperiment.ID, ToyExperiment.PAIRS, List.of("../../a<b>\"c", "d'&/e"), ToyExperiment.ALPHAS);
        Experiment design = MethodsExperiment.design(toy, "..", "A.b", "a-b", "heat-map");
        return ExperimentReportBuilder.build(
                design,
                ToyExperiment.scoresBy("..", MethodsExperiment.scores(design), MarginScore::getMargin),
                List.of());
    }

    private static List<String> all(Pattern pattern, CharSequence page) {
        List<String> found = new ArrayList<>();
        Matcher matcher = pattern.matcher(page);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static int count(CharSequence page, String text) {
        return page.toString().split(Pattern.quote(text), -1).length - 1;
    }
}
