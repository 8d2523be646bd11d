package io.steerscope.results.format.html;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import io.steerscope.results.ToyExperiment;
import io.steerscope.results.report.ExperimentReportBuilder;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.results.report.ReportDocument;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class ReportHtmlTest {

    @Test
    void thePageHoldsPlotsFiguresAndImagesAndNeedsNothingElse() throws IOException {
        // given
        ReportDocument report =
                ExperimentReportBuilder.build(GoldenExperiment.design(), GoldenExperiment.scores(), List.of());
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(report, ReportHtmlTest::drawing, html);

        // then
        Files.writeString(Path.of("target", "report-sample.html"), html);
        assertThat(html.toString())
                .contains(
                        "<svg",
                        "Response to alpha",
                        "category-8",
                        "+0.0228",
                        "95\u00A0% t interval",
                        "Wilson interval",
                        "works",
                        "Effects above excluded",
                        "Clustered by pair, primary")
                .doesNotContain("<script", "http://", "https://", "url(", "NaN", "null");
        assertThat(html.toString().split("data:image/png;base64,", -1)).hasSize(1 + 8 * 3);
    }

    @Test
    void textOfOthersIsEscaped() throws IOException {
        // given
        List<MarginScore> scores = ToyExperiment.scores();
        scores.forEach(score -> score.put("source", "<script>alert('x')</script>"));
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(
                ExperimentReportBuilder.build(ToyExperiment.design(), scores, List.of()),
                identity -> Optional.empty(),
                html);

        // then
        assertThat(html.toString()).contains("&lt;script&gt;", "image not kept").doesNotContain("<script");
    }

    @Test
    void anUnfinishedExperimentIsMarkedAndFailuresAreListed() throws IOException {
        // given
        List<MarginScore> scores = ToyExperiment.scores().subList(0, 5);
        Identity failed = ToyExperiment.scores().get(20).getIdentity();
        StringBuilder html = new StringBuilder();

        // when
        ReportHtml.write(
                ExperimentReportBuilder.build(
                        ToyExperiment.design(), scores, List.of(ToyExperiment.failure(failed, null))),
                identity -> Optional.empty(),
                html);

        // then
        assertThat(html.toString()).contains("not finished", "the image is black", "5 of 36 images scored");
    }

    private static Optional<byte[]> drawing(Identity identity) {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        float hue = (identity.getPairId().hashCode() & 0xFF) / 255f;
        graphics.setColor(Color.getHSBColor(hue, 0.25f, 0.95f));
        graphics.fillRect(0, 0, 64, 64);
        graphics.setColor(Color.getHSBColor(hue, 0.8f, 0.7f));
        graphics.fillOval(14, 14, 36, 36);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(bytes.toByteArray());
    }
}
