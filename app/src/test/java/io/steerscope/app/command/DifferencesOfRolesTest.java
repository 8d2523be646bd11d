package io.steerscope.app.command;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts and images as {@code embed} reads and writes them. */
class DifferencesOfRolesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void drawImages() throws Exception {
        Files.createDirectories(folder.resolve("images"));
        for (String name : List.of("a.png", "b.png")) {
            BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
            image.setRGB(8, 8, name.equals("a.png") ? 0xff0000 : 0xff);
            ImageIO.write(image, "png", folder.resolve("images").resolve(name).toFile());
        }
    }

    private String file(String name, String... lines) throws Exception {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void embed(String prompts, String out) {
        CommandOutcome outcome = CommandOutcome.of(
                "embed",
                "--bundle",
                TestBundles.scorer(),
                "--images",
                path("images"),
                "--prompts",
                prompts,
                "--out",
                path(out));
        assertThat(outcome.status()).isZero();
    }

    @Test
    void textsOfAllRolesAreFoundInParquetAsInCsv() throws Exception {
        // given
        String prompts =
                file("prompts.csv", "image,prompt,source,target", "a.png,red,green,blue", "b.png,blue,yellow,red");
        embed(prompts, "table.parquet");
        embed(prompts, "table.csv");
        String captions = file("captions.csv", "image,caption", "a.png,green", "a.png,red", "b.png,yellow");

        // when
        CommandOutcome ofParquet = CommandOutcome.of(
                "differences",
                "retrieve",
                "--captions",
                captions,
                "--embeddings",
                path("table.parquet"),
                "--format",
                "json");
        CommandOutcome ofCsv = CommandOutcome.of(
                "differences",
                "retrieve",
                "--captions",
                captions,
                "--embeddings",
                path("table.csv"),
                "--texts",
                path("table-texts.csv"),
                "--format",
                "json");

        // then
        assertThat(ofParquet.err()).isEmpty();
        assertThat(ofCsv.err()).isEmpty();
        assertThat(ofParquet.out()).isEqualTo(ofCsv.out());
    }

    @Test
    void aSecondNameOfAnImageIsRefused() throws Exception {
        // given
        String captions = file("captions.csv", "image,caption", "a.png,red", "./a.png,blue");

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "differences",
                "retrieve",
                "--captions",
                captions,
                "--images",
                path("images"),
                "--bundle",
                TestBundles.scorer());

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("captions.csv:3:1: image \"./a.png\" is \"a.png\" at ");
    }
}
