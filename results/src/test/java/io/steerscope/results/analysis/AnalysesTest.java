package io.steerscope.results.analysis;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.html.ReportHtml;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.results.format.json.SectionJson;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AnalysesTest {

    private static final Analyses ONE_MORE = oneMore();

    private final ReportDocument document =
            ExperimentReportBuilder.build(ToyExperiment.design(), ToyExperiment.scores(), List.of());
    private final ReportDocument withOneMore = new ReportDocument(
            document.experiment(),
            document.generatorSha256s(),
            document.generatorDtypes(),
            document.generatorTruncation(),
            document.scorers(),
            document.failures(),
            document.skips(),
            document.stopping(),
            ONE_MORE.of(ExperimentData.ofScores(document.experiment(), document.scorers())));

    private static Analyses oneMore() {
        List<Analysis<?>> all = new ArrayList<>(Analyses.ALL.all());
        all.add(new ImageCount());
        return new Analyses(all);
    }

    @Test
    void anAnalysisThatIsInTheListIsInTheReportInEveryFormat() throws Exception {
        // when
        StringBuilder html = new StringBuilder();
        ReportHtml.write(withOneMore, identity -> Optional.empty(), html);
        String json = ReportJson.write(withOneMore);
        String markdown = ReportMarkdown.render(withOneMore);
        String text = ReportTable.render(withOneMore, 100);

        // then
        assertThat(html)
                .contains("<h2 id=\"image-count-heading\">Images by &lt;scorer&gt;</h2>", "<td class=\"n\">36</td>");
        assertThat(new ObjectMapper()
                        .readTree(json)
                        .path("image-count")
                        .path(ToyExperiment.SCORER)
                        .intValue())
                .isEqualTo(ToyExperiment.IMAGES);
        assertThat(markdown).contains("## Images by", "| clip-c | 36 |");
        assertThat(text).contains("Images by <scorer>", "clip-c      36");
    }

    @Test
    void anAddedAnalysisChangesNothingElseInTheJson() throws Exception {
        // given
        JsonNode before = new ObjectMapper().readTree(ReportJson.write(document));

        // when
        JsonNode after = new ObjectMapper().readTree(ReportJson.write(withOneMore));

        // then
        before.fieldNames()
                .forEachRemaining(name -> assertThat(after.path(name)).isEqualTo(before.path(name)));
    }

    @Test
    void theSectionOfAProgramHoldsTheSameTextsAndADrawingThatIsXml() throws Exception {
        // when
        JsonNode section = new ObjectMapper()
                .valueToTree(SectionJson.of(withOneMore.analyses().get(3).section()));

        // then
        assertThat(section.path("blocks").findValuesAsText("kind")).containsExactly("text", "table", "chart");
        assertThat(section.path("blocks").path(1).path("rows").path(0).findValuesAsText("text"))
                .containsExactly("clip-c", "36");
        String svg = section.path("blocks").path(2).path("svg").textValue();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document drawing = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(drawing.getDocumentElement().getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(svg).doesNotContain("style=");
    }

    @Test
    void aFinishedReportSaysNothingOfScorersThatAreStillAtWork() {
        // given
        List<MarginScore> scores = new ArrayList<>(ToyExperiment.scores());
        scores.addAll(ToyExperiment.scoresBy(
                "clip-d", ToyExperiment.scores().subList(0, 20), score -> 0.5 * score.getMargin()));
        ReportDocument two = ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of());

        // when
        Set<String> scorers = Set.of(ToyExperiment.SCORER);
        AnalysisResult<?> kept = two.analyses().get(2).ofScorers(scorers);

        // then
        assertThat(two.analyses().get(2).isEmpty()).isFalse();
        assertThat(kept.isEmpty()).isTrue();
        assertThat(two.finished().analyses().get(2).isEmpty()).isTrue();
    }

    @Test
    void twoAnalysesOfOneNameAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Analyses(List.of(new ImageCount(), new ImageCount())))
                .withMessage("Two analyses are named image-count");
    }
}
