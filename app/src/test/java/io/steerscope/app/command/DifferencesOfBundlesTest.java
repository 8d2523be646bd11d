package io.steerscope.app.command;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Differences over pictures that bundles embed. */
class DifferencesOfBundlesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @BeforeEach
    void drawPictures() throws IOException {
        Files.createDirectories(folder.resolve("pictures/within"));
        draw("pictures/red.png", Color.RED);
        draw("pictures/blue.png", Color.BLUE);
        draw("pictures/within/green.png", Color.GREEN);
        draw("pictures/red-again.png", Color.RED);
    }

    private void draw(String name, Color color) throws IOException {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(8, 8, 40, 40);
        graphics.dispose();
        ImageIO.write(image, "png", folder.resolve(name).toFile());
    }

    private CommandOutcome run(List<String> bundles, String command, String... further) {
        List<String> arguments = new ArrayList<>(List.of(
                "differences", command, "--images", folder.resolve("pictures").toString()));
        bundles.forEach(bundle -> arguments.addAll(List.of("--bundle", bundle)));
        arguments.addAll(List.of(further));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    @Test
    void twoBundlesAnswerAboutTheSamePictures() throws Exception {
        // given
        String pairs = file(
                "pairs.csv",
                "first,second,text,truth",
                "red.png,blue.png,red,1",
                "blue.png,within/green.png,blue,1",
                "red.png,red-again.png,red,1");

        // when
        CommandOutcome outcome = run(
                List.of(TestBundles.scorer(), TestBundles.otherScorer()),
                "pairs",
                "--pairs",
                pairs,
                "--format",
                "json");

        // then: two pictures of the same pixels have one vector
        assertThat(outcome.status()).isZero();
        JsonNode found = MAPPER.readTree(outcome.out());
        assertThat(found.get("vectors")).hasSize(2);
        found.get("vectors").forEach(model -> {
            assertThat(model.get("decided").intValue()).isEqualTo(2);
            assertThat(model.get("undecidable").intValue()).isEqualTo(1);
        });
        assertThat(found.get("compared").get(0).get("n").intValue()).isEqualTo(2);
    }

    @Test
    void aTableOfEmbedGivesTheSameAnswersAsItsPictures() throws Exception {
        // given
        String prompts = file(
                "prompts.csv",
                "image,prompt",
                "red.png,red",
                "blue.png,blue",
                "within/green.png,red",
                "red-again.png,red");
        String table = folder.resolve("table.parquet").toString();
        CommandOutcome.of(
                "embed",
                "--bundle",
                TestBundles.scorer(),
                "--images",
                folder.resolve("pictures").toString(),
                "--prompts",
                prompts,
                "--out",
                table);
        String captions =
                file("captions.csv", "image,caption", "red.png,red", "blue.png,blue", "within/green.png,blue");

        // when
        CommandOutcome ofPictures =
                run(List.of(TestBundles.scorer()), "retrieve", "--captions", captions, "--format", "json");
        CommandOutcome ofTable = CommandOutcome.of(
                "differences", "retrieve", "--captions", captions, "--embeddings", table, "--format", "json");
        CommandOutcome ofBoth = CommandOutcome.of(
                "differences",
                "retrieve",
                "--captions",
                captions,
                "--embeddings",
                table,
                "--bundle",
                TestBundles.scorer(),
                "--format",
                "json");

        // then
        assertThat(ofPictures.status()).isZero();
        assertThat(ofTable.out()).isEqualTo(ofPictures.out());
        assertThat(ofBoth.out()).isEqualTo(ofPictures.out());
    }

    @Test
    void withoutValuesAllPicturesOfTheFolderAreRanked() throws Exception {
        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "rank", "--text", "red", "--format", "json");

        // then
        assertThat(outcome.status()).isZero();
        JsonNode found = MAPPER.readTree(outcome.out());
        assertThat(found.get("images"))
                .extracting(JsonNode::textValue)
                .containsExactly("blue.png", "red-again.png", "red.png", "within/green.png");
        assertThat(found.get("kendall_tau_b").isNull()).isTrue();
    }

    @Test
    void aPictureThatIsNotThereIsNamedByTheRowThatAsksForIt() throws Exception {
        // given
        String captions = file("captions.csv", "image,caption", "red.png,red", "grey.png,red");

        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "retrieve", "--captions", captions);

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines())
                .singleElement()
                .asString()
                .contains("captions.csv:3:1: there is no image \"grey.png\" in");
    }

    @Test
    void aPictureThatCannotBeReadEndsTheCommand() throws Exception {
        // given
        Files.writeString(folder.resolve("pictures/broken.png"), "no picture");
        String captions = file("captions.csv", "image,caption", "red.png,red", "broken.png,blue");

        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "retrieve", "--captions", captions);

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("broken.png: ");
    }

    @Test
    void aTextThatTheTokenizerCutsIsNamed() throws Exception {
        // given
        String text = "red ".repeat(100).strip();
        String captions = file("captions.csv", "image,caption", "red.png," + text, "blue.png,blue");

        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "retrieve", "--captions", captions);

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).contains(text + " is longer than ", " tokens are cut off");
    }

    @Test
    void aTextThatIsCutIsNamedBeforeRemarksThatABoundLeavesOut() throws Exception {
        // given: words that the model does not know in more texts than there are lines
        List<String> rows = new ArrayList<>(List.of("image,caption"));
        for (int i = 0; i < 12; i++) {
            rows.add("red.png,quixotic " + "zebra ".repeat(i + 1).strip());
        }
        rows.add("blue.png," + "red ".repeat(100).strip());
        String captions = file("captions.csv", rows.toArray(String[]::new));

        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "retrieve", "--captions", captions);

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err().lines().findFirst().orElseThrow()).contains(" tokens are cut off");
        assertThat(outcome.err()).contains("... and ");
    }

    @Test
    void anOrderDoesNotReplaceAnImage() throws Exception {
        // given
        String image = folder.resolve("pictures/red.png").toString();
        byte[] before = Files.readAllBytes(Path.of(image));

        // when
        CommandOutcome outcome = run(List.of(TestBundles.scorer()), "rank", "--text", "red", "--out", image);

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("--out", "would replace a file that is read");
        assertThat(Files.readAllBytes(Path.of(image))).isEqualTo(before);
    }

    @Test
    void anEncoderWithoutTextsIsRefused() throws Exception {
        // when
        CommandOutcome outcome = run(List.of(TestBundles.imageEncoder()), "rank", "--text", "red");

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).contains("needs one of kind clip");
    }
}
