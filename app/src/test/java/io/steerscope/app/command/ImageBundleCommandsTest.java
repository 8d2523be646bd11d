package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.embeddings.EmbeddingReader;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.inference.bundle.ImageBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.encoder.ImageEncoder;
import io.steerscope.inference.image.ClipImageReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What commands do with a bundle that has an image encoder and no texts. */
class ImageBundleCommandsTest {

    private static final Path IMAGES = Path.of("../inference/src/test/resources/golden/tiny-siglip/images");
    private static final String PROMPTS = "image,prompt,pair_id,category,alpha,seed,source,target\n"
            + "a.png,a red car,p,c,0.5,0,a car,a red car\nsub/b.jpg,a red car,p,c,1,0,a car,a red car\n";

    @TempDir
    private Path folder;

    private Path pictures;

    @BeforeEach
    void copyPictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.createDirectories(pictures.resolve("sub"));
        Files.copy(IMAGES.resolve("made-rgb.png"), pictures.resolve("a.png"));
        Files.copy(IMAGES.resolve("rgb.jpg"), pictures.resolve("sub/b.jpg"));
    }

    private CommandOutcome embed(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "embed",
                "--bundle",
                TestBundles.imageEncoder(),
                "--images",
                pictures.toString(),
                "--out",
                folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private EmbeddingTable read(String name) throws IOException {
        return EmbeddingReader.read(EmbeddingSource.of(folder.resolve(name), null), Set.of());
    }

    @Test
    void picturesAreEmbeddedAsFeaturesOfLengthOne() throws IOException {
        // when
        CommandOutcome outcome = embed("t.parquet");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("t.parquet: 2 images of 32 dimensions");
        EmbeddingTable table = read("t.parquet");
        ImageBundle bundle = (ImageBundle) ModelBundle.open(Path.of(TestBundles.imageEncoder()));
        try (ImageEncoder encoder = ImageEncoder.open(bundle, Device.CPU, 1, 1)) {
            ClipImageReader reader = new ClipImageReader(bundle, 1 << 26);
            for (EmbeddingRow row : table.rows()) {
                byte[] file = Files.readAllBytes(pictures.resolve(row.text("image")));
                float[] features = encoder.encode(List.of(reader.read(file)))[0];
                double squared = 0;
                for (float feature : features) {
                    squared += (double) feature * feature;
                }
                for (int i = 0; i < features.length; i++) {
                    assertThat((double) row.vector()[i]).isCloseTo(features[i] / Math.sqrt(squared), within(1e-7));
                }
            }
        }
    }

    @Test
    void promptsNameTheRowsAndAreNotEmbedded() throws IOException {
        // given
        String prompts = "--prompts=" + Files.writeString(folder.resolve("prompts.csv"), PROMPTS);

        // when
        CommandOutcome parquet = embed("t.parquet", prompts);
        CommandOutcome csv = embed("t.csv", prompts);

        // then
        assertThat(List.of(parquet.status(), csv.status())).containsExactly(0, 0);
        assertThat(parquet.err())
                .contains("steerscope embed: tiny-resnet is an image encoder, which reads no texts: those of "
                        + folder.resolve("prompts.csv") + " are kept as columns, and have no vectors");
        assertThat(folder.resolve("t-texts.csv")).doesNotExist();
        for (EmbeddingTable table : List.of(read("t.parquet"), read("t.csv"))) {
            assertThat(table.columns())
                    .containsExactly("image", "prompt", "pair_id", "category", "alpha", "seed", "source", "target");
            assertThat(table.rows()).map(row -> row.text("category")).containsOnly("c");
            assertThat(table.rows()).map(row -> row.text("prompt")).containsOnly("a red car");
        }
    }

    @Test
    void itComputesInTheTypesThatItNames() throws IOException {
        assertThat(embed("full.csv").status()).isZero();
        assertThat(embed("half.csv", "--dtype", "bfloat16").status()).isZero();

        float[] full = read("full.csv").rows().get(0).vector();
        float[] half = read("half.csv").rows().get(0).vector();
        assertThat(half).containsExactly(full, within(0.02f)).isNotEqualTo(full);
    }

    @Test
    void bundlesAreListedAndVerified() throws IOException {
        // given
        Path bundles = Files.createDirectories(folder.resolve("bundles/tiny-resnet"));
        for (String name : List.of("bundle.json", "image_encoder.pt")) {
            Files.copy(Path.of(TestBundles.imageEncoder(), name), bundles.resolve(name));
        }

        // when
        CommandOutcome list = CommandOutcome.of(
                "bundles", "list", "--folder", bundles.getParent().toString());
        CommandOutcome verify = CommandOutcome.of("bundles", "verify", bundles.toString());
        Files.writeString(bundles.resolve("image_encoder.pt"), "cut");
        CommandOutcome damaged = CommandOutcome.of("bundles", "verify", bundles.toString());

        // then
        assertThat(list.out())
                .containsPattern("tiny-resnet +image float32 +0\\.1  [0-9a-f]{12} ResNet with 32 features");
        assertThat(verify.out()).matches("ok tiny-resnet [0-9a-f]{64} \\(1 file\\)\n");
        assertThat(damaged.status()).isOne();
        assertThat(damaged.err()).contains("image_encoder.pt has 3 bytes instead of");
    }

    @Test
    void whatJudgesOrMakesImagesRefusesItInOneLine() {
        // given
        String image = pictures.resolve("a.png").toString();
        String is = TestBundles.imageEncoder()
                + " is an image bundle, which embeds images alone (embed) and reads no texts; ";

        // when
        CommandOutcome clip =
                CommandOutcome.of("clip", "--bundle", TestBundles.imageEncoder(), "--image", image, "--text", "a");
        CommandOutcome scorer = run("--generator", TestBundles.generator(), "--scorer", TestBundles.imageEncoder());
        CommandOutcome generator = run("--generator", TestBundles.imageEncoder());
        CommandOutcome made = CommandOutcome.of(
                "image",
                "--bundle",
                TestBundles.imageEncoder(),
                "--prompt",
                "a",
                "--out",
                folder.resolve("x.png").toString());

        // then
        assertOneLine(clip, "steerscope clip: " + is + "this command needs one of kind clip");
        assertOneLine(scorer, "steerscope run: " + is + "a scorer is one of kind clip");
        assertOneLine(generator, "steerscope run: " + is + "a generator is one of kind sdxl");
        assertOneLine(made, "steerscope image: " + is + "this command needs one of kind sdxl");
    }

    @Test
    void aGeneratorEmbedsNoPictures() {
        assertOneLine(
                CommandOutcome.of(
                        "embed",
                        "--bundle",
                        TestBundles.generator(),
                        "--images",
                        pictures.toString(),
                        "--out",
                        folder.resolve("t.csv").toString()),
                "steerscope embed: " + TestBundles.generator()
                        + " is an sdxl bundle; this command needs one of kind clip or image");
    }

    private CommandOutcome run(String... bundles) {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--out", folder.resolve("run").toString()));
        arguments.addAll(List.of(bundles));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private static void assertOneLine(CommandOutcome outcome, String line) {
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err().strip()).isEqualTo(line);
    }
}
