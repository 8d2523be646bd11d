package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.RgbImage;

import static org.assertj.core.api.Assertions.assertThat;

class ModelCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void imageWritesAPngAndItsLatents() throws Exception {
        // given
        Path png = folder.resolve("new/a.png");
        Path latents = folder.resolve("a.json");

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "image",
                "--bundle",
                TestBundles.generator(),
                "--source",
                "a red car",
                "--target",
                "a blue car",
                "--alpha",
                "0.5",
                "--method",
                "lerp",
                "--seed",
                "1",
                "--steps",
                "2",
                "--guidance-scale",
                "2",
                "--size",
                "64",
                "--scheduler",
                "ddim",
                "--latents-out",
                latents.toString(),
                "--out",
                png.toString());

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        RgbImage image = ImageDecoder.decode(Files.readAllBytes(png));
        assertThat(image.width()).isEqualTo(64);
        assertThat(image.height()).isEqualTo(64);
        JsonNode written = JSON.readTree(latents.toFile());
        long values = 1;
        for (JsonNode edge : written.get("shape")) {
            values *= edge.asLong();
        }
        assertThat(written.get("shape")).hasSize(4);
        assertThat(written.get("values")).hasSize((int) values);
    }

    @Test
    void strengthZeroIsThePromptItself() throws Exception {
        // given
        Path plain = folder.resolve("plain.png");
        Path steered = folder.resolve("steered.png");
        String[] common = {"image", "--bundle", TestBundles.generator(), "--steps", "2", "--size", "64", "--out"};

        // when
        CommandOutcome first = CommandOutcome.of(with(common, plain.toString(), "--prompt", "a red car"));
        CommandOutcome second = CommandOutcome.of(with(
                common,
                steered.toString(),
                "--source",
                "a red car",
                "--alpha",
                "0",
                "--exemplar",
                "a red cup=>a blue cup"));

        // then
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(second.status()).as(second.err()).isZero();
        assertThat(steered).hasSameBinaryContentAs(plain);
    }

    @Test
    void mistakesOfImageAreOneLine() {
        assertThat(image("--prompt", "a", "--alpha", "1")).contains("steer a --source");
        assertThat(image("--source", "a")).contains("--source needs --alpha");
        assertThat(image("--source", "a", "--alpha", "1", "--method", "lerp")).contains("--method lerp needs --target");
        assertThat(image("--source", "a", "--alpha", "1", "--exemplar", "b"))
                .contains("'source prompt=>target prompt'");
        assertThat(image("--source", "a", "--alpha", "1")).contains("needs at least one exemplar");
        assertThat(image("--prompt", "a", "--scheduler", "heun"))
                .contains("scheduler \"heun\" is unknown: use euler, ");
        assertThat(image("--prompt", "a", "--size", "65")).contains("--size 65 must be a positive multiple of");
        assertThat(image("--prompt", "a", "--size", "80000")).contains("images have at most 268435456 pixels");
        assertThat(image("--prompt", "a", "--size", "8192"))
                .contains("an image of 8192 x 8192 is larger than the limit of 2048 (--max-size)");
        assertThat(image("--prompt", "a", "--size", "8192", "--max-size", "20000"))
                .contains("the limit on edge must be between 1 and 16384, is 20000");
        assertThat(image("--prompt", "a", "--steps", "2000000000"))
                .contains("2000000000 steps are more than the limit of 1000 (--max-steps)");
        assertThat(image("--prompt", "a", "--steps", "2000000000", "--max-steps", "2000000000"))
                .contains("steps must be within 1 and 1000, not 2000000000");
        assertThat(image("--prompt", "a".repeat(10_001)))
                .contains("a prompt of 10001 characters is longer than the limit of 10000 (--max-prompt-length)");
        assertThat(image("--prompt", "a", "--guidance-scale", "1e300")).contains("guidance scale must be");
        assertThat(image("--prompt", "a", "--batch-size", "2000000000")).contains("batch size must be at most 1024");
        assertThat(image("--prompt", "a", "--threads", "2000000000")).contains("threads must be between 1 and 1024");
        assertThat(image("--prompt", "a", "--steps", "0")).contains("steps must be at least 1");
        assertThat(image("--prompt", "a", "--batch-size", "0")).contains("batch size must be at least 1");
        assertThat(image("--prompt", "a", "--device", "gpu"))
                .contains("unknown device \"gpu\"")
                .doesNotContain("Exception");
        assertThat(image("--prompt", "a", "--latents-out", folder.toString())).contains("is a folder; name a file");
        assertThat(image(
                        "--prompt",
                        "a",
                        "--latents-out",
                        folder.resolve("y/../x.png").toString()))
                .contains("--latents-out and --out name the same file");
    }

    @Test
    void clipGivesIdsEmbeddingsAndCosines() throws Exception {
        // given
        Path png = folder.resolve("a.png");
        CommandOutcome image = CommandOutcome.of(
                "image",
                "--bundle",
                TestBundles.generator(),
                "--prompt",
                "a red car",
                "--steps",
                "2",
                "--size",
                "64",
                "--out",
                png.toString());
        assertThat(image.status()).as(image.err()).isZero();

        // when
        CommandOutcome outcome = CommandOutcome.of(
                "clip",
                "--bundle",
                TestBundles.scorer(),
                "--image",
                png.toString(),
                "--text",
                "a red car",
                "a blue car",
                "--format",
                "json");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode json = JSON.readTree(outcome.out());
        assertThat(json.get("texts")).hasSize(2);
        assertThat(json.at("/texts/1/text").asText()).isEqualTo("a blue car");
        assertThat(json.at("/texts/0/ids")).isNotEmpty();
        assertThat(json.at("/texts/0/truncated").asBoolean()).isFalse();
        assertThat(json.at("/images/0/file").asText()).isEqualTo(png.toString());
        double dot = 0;
        for (int i = 0; i < json.at("/images/0/embedding").size(); i++) {
            dot += json.at("/images/0/embedding").get(i).asDouble()
                    * json.at("/texts/1/embedding").get(i).asDouble();
        }
        assertThat(json.at("/images/0/cosine").get(1).asDouble()).isCloseTo(dot, Offset.offset(1e-6));
    }

    @Test
    void aBundleOfTheWrongKindAndAFileThatIsNoImageAreSaidSo() throws Exception {
        // given
        Path text = Files.writeString(folder.resolve("a.png"), "no image");

        // when
        CommandOutcome kind = CommandOutcome.of(
                "clip", "--bundle", TestBundles.generator(), "--image", text.toString(), "--text", "a");
        CommandOutcome file =
                CommandOutcome.of("clip", "--bundle", TestBundles.scorer(), "--image", text.toString(), "--text", "a");

        // then
        assertThat(kind.err().strip()).endsWith("is an sdxl bundle; this command needs one of kind clip");
        assertThat(file.err().strip()).startsWith("steerscope clip: " + text + ": ");
        assertThat(file.err().strip().lines()).hasSize(1);
    }

    private static String[] with(String[] common, String... more) {
        String[] all = Arrays.copyOf(common, common.length + more.length);
        System.arraycopy(more, 0, all, common.length, more.length);
        return all;
    }

    private String image(String... more) {
        String[] common = {
            "image",
            "--bundle",
            TestBundles.generator(),
            "--out",
            folder.resolve("x.png").toString()
        };
        CommandOutcome outcome = CommandOutcome.of(with(common, more));
        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.err().strip().lines()).hasSize(1);
        return outcome.err();
    }
}
