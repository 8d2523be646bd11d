package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.embeddings.EmbeddingReader;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.image.ClipImageReader;
import io.steerscope.schemas.embedding.EmbeddingBytes;

import static org.assertj.core.api.Assertions.assertThat;

class EmbedCommandTest {

    private static final Path IMAGES = Path.of("../inference/src/test/resources/golden/tiny-clip/images");
    private static final String HEADER = "prompt,image,pair_id,category,alpha,seed,source,target,note\n";
    private static final String ROWS = "a red car,b.png,p,c,1,0,a car,a red car,\n"
            + "a red car,sub/a.png,p,c,0.5,0,a car,a red car,\"so, so\"\n"
            + "a blue car,c.png,q,c,0.5,0,a car,a blue car,\n";

    @TempDir
    private Path folder;

    private Path pictures;

    @BeforeEach
    void copyPictures() throws IOException {
        pictures = Files.createDirectories(folder.resolve("pictures"));
        Files.createDirectories(pictures.resolve("sub"));
        Files.copy(IMAGES.resolve("tiny_64.png"), pictures.resolve("b.png"));
        Files.copy(IMAGES.resolve("gray_400.png"), pictures.resolve("sub/a.png"));
        Files.copy(IMAGES.resolve("tiny_64.png"), pictures.resolve("c.png"));
    }

    private CommandOutcome embed(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "embed",
                "--bundle",
                TestBundles.scorer(),
                "--images",
                pictures.toString(),
                "--out",
                folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private String prompts(String text) throws IOException {
        return "--prompts=" + Files.writeString(folder.resolve("prompts.csv"), text);
    }

    private EmbeddingTable read(String images, String texts, TextRole... roles) throws IOException {
        return EmbeddingReader.read(
                EmbeddingSource.of(folder.resolve(images), texts.isEmpty() ? null : folder.resolve(texts)),
                Set.of(roles));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void vectorsHaveTheBitsThatAScorerWrites() throws IOException {
        // when
        CommandOutcome outcome = embed("t.parquet", prompts(HEADER + ROWS));

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("t.parquet: 3 images of ");
        EmbeddingTable table = read("t.parquet", "", TextRole.values());
        ClipBundle bundle = BundleFolders.clip(Path.of(TestBundles.scorer()));
        try (ClipModel clip = ClipModel.open(bundle, Device.parse("cpu"), 1)) {
            ClipImageReader reader = new ClipImageReader(bundle, 1 << 26);
            for (EmbeddingRow row : table.rows()) {
                byte[] file = Files.readAllBytes(pictures.resolve(row.text("image")));
                assertThat(row.vector()).containsExactly(unit(clip.encodeImages(List.of(reader.read(file)))[0]));
                for (TextRole role : TextRole.values()) {
                    assertThat(row.textVector(role).orElseThrow())
                            .containsExactly(unit(clip.encodeTexts(List.of(row.text(role.word())))
                                    .get(0)
                                    .vector()));
                }
            }
        }
    }

    private static float[] unit(float[] vector) {
        return EmbeddingBytes.vector(EmbeddingBytes.unit(vector));
    }

    @Test
    void columnsAreKeptAndBothFormsHoldTheSame() throws IOException {
        // when
        CommandOutcome parquet = embed("t.parquet", prompts(HEADER + ROWS), "--batch=1");
        CommandOutcome csv = embed("t.csv", prompts(HEADER + ROWS), "--batch-size=2");

        // then
        assertThat(List.of(parquet.status(), csv.status())).containsExactly(0, 0);
        assertThat(csv.out()).endsWith(", their texts in " + folder.resolve("t-texts.csv") + "\n");
        EmbeddingTable one = read("t.parquet", "", TextRole.values());
        EmbeddingTable other = read("t.csv", "t-texts.csv", TextRole.values());
        assertThat(one.columns())
                .containsExactly("image", "prompt", "pair_id", "category", "alpha", "seed", "source", "target", "note")
                .isEqualTo(other.columns());
        assertThat(one.rows())
                .map(EmbeddingRow::key)
                .isEqualTo(other.rows().stream().map(EmbeddingRow::key).toList());
        assertThat(one.rows()).map(row -> row.text("note")).containsExactly("so, so", "", "");
        for (int i = 0; i < 3; i++) {
            EmbeddingRow left = one.rows().get(i);
            EmbeddingRow right = other.rows().get(i);
            assertThat(left.vector()).containsExactly(right.vector());
            for (TextRole role : TextRole.values()) {
                assertThat(left.textVector(role).orElseThrow())
                        .containsExactly(right.textVector(role).orElseThrow());
            }
        }
        assertThat(files()).containsExactly("pictures", "prompts.csv", "t-texts.csv", "t.csv", "t.parquet");
    }

    @Test
    void withoutPromptsThereAreThePicturesAlone() throws IOException {
        // given
        Files.writeString(pictures.resolve("notes.txt"), "no image");

        // when
        CommandOutcome outcome = embed("t.csv");

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("steerscope embed: " + pictures + ": left out, no image: notes.txt");
        assertThat(read("t.csv", "").rows())
                .map(row -> row.key().label())
                .containsExactly("b.png", "c.png", "sub/a.png");
        assertThat(files()).doesNotContain("t-texts.csv");
    }

    @Test
    void whatHasNoCounterpartIsNamedWithItsLineAndNothingIsComputed() throws IOException {
        // when
        CommandOutcome outcome = embed("t.parquet", prompts("image,prompt\nb.png,a\nB.png,a\n\nb.png,a\n"));

        // then
        Path file = folder.resolve("prompts.csv");
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err().lines())
                .containsExactly(
                        "steerscope embed: " + file + ":3:1: image \"B.png\" is not in " + pictures
                                + ": correct the name, or leave the row out",
                        "steerscope embed: " + file
                                + ":5:1: image \"b.png\" stands here and on line 2: keep one of the rows",
                        "steerscope embed: " + file + ":6:1: picture \"c.png\" of " + pictures
                                + " has no row: add one, or remove the picture",
                        "steerscope embed: " + file + ":6:1: picture \"sub/a.png\" of " + pictures
                                + " has no row: add one, or remove the picture");
        assertThat(files()).containsExactly("pictures", "prompts.csv");
    }

    @Test
    void rowsThatAnalysesCouldNotReadAreRefusedBefore() throws IOException {
        // given
        String rows = "a,b.png,p,c,1,0,x,y,\na,sub/a.png,p,d,high,0,x,y,\n,c.png,p,c,1,0,x,y,\n";

        // when
        CommandOutcome outcome = embed("t.parquet", prompts(HEADER + rows));
        CommandOutcome reserved = embed("t.parquet", prompts("image,prompt,e0\nb.png,a,1\nc.png,a,1\nsub/a.png,a,1\n"));

        // then
        assertThat(outcome.err())
                .contains(":3:15: pair \"p\" has category \"d\" here and \"c\" on line 2: give it one")
                .contains(":3:17: alpha \"high\" is not a plain decimal number: write it like 0.25")
                .contains(":4:1: prompt is empty: fill it in")
                .contains(":4:8: pair \"p\", alpha 1.0, seed 0 stands here and on line 2: keep one of the rows");
        assertThat(reserved.err())
                .contains(":1:1: column \"e0\" has a name that embeddings are written under: rename it");
    }

    @Test
    void picturesThatCannotBeReadAreNamedAndTheOthersWaitForThem() throws IOException {
        // given
        byte[] whole = Files.readAllBytes(pictures.resolve("c.png"));
        Files.write(pictures.resolve("c.png"), Arrays.copyOf(whole, whole.length / 2));

        // when
        CommandOutcome outcome = embed("t.parquet", prompts(HEADER + ROWS));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err())
                .contains("steerscope embed: " + pictures.resolve("c.png") + ": ")
                .contains("t.parquet is not written: mend or remove that picture, then go on with --resume");
        assertThat(files()).contains("t.parquet.part").doesNotContain("t.parquet");

        // when: it is mended
        Files.write(pictures.resolve("c.png"), whole);
        CommandOutcome again = embed("t.parquet", prompts(HEADER + ROWS), "--resume");
        CommandOutcome atOnce = embed("u.parquet", prompts(HEADER + ROWS));

        // then
        assertThat(List.of(again.status(), atOnce.status())).containsExactly(0, 0);
        assertThat(folder.resolve("t.parquet")).hasSameBinaryContentAs(folder.resolve("u.parquet"));
        assertThat(files()).doesNotContain("t.parquet.part");
    }

    @Test
    void finishedRowsGoOnWhereverTheFileOfThemWasCut() throws IOException {
        // given: the rows of two pictures
        byte[] whole = Files.readAllBytes(pictures.resolve("c.png"));
        Files.write(pictures.resolve("c.png"), new byte[0]);
        embed("t.csv", prompts(HEADER + ROWS), "--batch=1");
        Files.write(pictures.resolve("c.png"), whole);
        Path part = folder.resolve("t.csv.part");
        byte[] rows = Files.readAllBytes(part);
        embed("u.csv", prompts(HEADER + ROWS));

        for (int length : new int[] {rows.length, rows.length - 1, rows.length / 2, rows.length - rows.length / 4}) {
            // when
            Files.write(part, Arrays.copyOf(rows, length));
            CommandOutcome outcome = embed("t.csv", prompts(HEADER + ROWS), "--resume");

            // then
            assertThat(outcome.status()).as(outcome.err()).isZero();
            assertThat(folder.resolve("t.csv")).hasSameBinaryContentAs(folder.resolve("u.csv"));
            assertThat(folder.resolve("t-texts.csv")).hasSameBinaryContentAs(folder.resolve("u-texts.csv"));
            Files.delete(folder.resolve("t.csv"));
        }
    }

    @Test
    void aPictureThatHasChangedSinceIsEmbeddedAgain() throws IOException {
        // given: the rows of two pictures, one of which is another now
        byte[] whole = Files.readAllBytes(pictures.resolve("c.png"));
        Files.write(pictures.resolve("c.png"), new byte[0]);
        embed("t.csv", prompts(HEADER + ROWS));
        Files.write(pictures.resolve("c.png"), whole);
        Files.copy(IMAGES.resolve("gray_400.png"), pictures.resolve("b.png"), StandardCopyOption.REPLACE_EXISTING);

        // when
        embed("t.csv", prompts(HEADER + ROWS), "--resume");
        embed("u.csv", prompts(HEADER + ROWS));

        // then
        assertThat(folder.resolve("t.csv")).hasSameBinaryContentAs(folder.resolve("u.csv"));
    }

    @Test
    void whatIsThereIsKeptUnlessItIsSaidOtherwise() throws IOException {
        // given
        Files.writeString(folder.resolve("t.csv"), "mine");
        Files.writeString(folder.resolve("u.csv.part"), "of something else");

        // when / then
        assertThat(embed("t.csv").err())
                .contains("t.csv is there already; choose another --out, or replace it (--overwrite)");
        assertThat(embed("t.csv", "--resume").err()).contains("t.csv is there already");
        assertThat(folder.resolve("t.csv")).hasContent("mine");
        assertThat(embed("u.csv").err())
                .contains("u.csv.part holds finished rows; go on with them (--resume), or begin anew (--overwrite)");
        assertThat(embed("u.csv", "--resume").err()).contains("u.csv.part is of another bundle, device, type, folder");
        assertThat(embed("t.csv", "--overwrite").status()).isZero();
        assertThat(embed("u.csv", "--overwrite").status()).isZero();
        assertThat(folder.resolve("t.csv")).hasSameBinaryContentAs(folder.resolve("u.csv"));
    }

    @Test
    void rowsOfOtherPromptsAreNotGoneOnWith() throws IOException {
        // given
        Files.write(pictures.resolve("c.png"), new byte[0]);
        embed("t.csv", prompts(HEADER + ROWS));

        // when
        CommandOutcome outcome =
                embed("t.csv", prompts(HEADER + ROWS.replace("a blue car", "a green car")), "--resume");

        // then
        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("t.csv.part is of another bundle");
    }

    @Test
    void promptsThatAreCutAreEmbeddedAndNamed() throws IOException {
        // given
        String prompts = "image,prompt\nb.png,car\nc.png," + "car ".repeat(200).strip() + "\nsub/a.png,car\n";

        // when
        CommandOutcome outcome = embed("t.csv", prompts(prompts));

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .containsPattern("steerscope embed: .*prompts.csv:3: prompt is cut by \\d+ of 202 tokens");
    }

    @Test
    void whatCannotBeIsSaidInOneLine() {
        assertThat(embed("t.txt").err()).contains("must end in .parquet or .csv");
        assertThat(embed("t.txt").status()).isEqualTo(2);
        assertThat(embed("t.csv", "--resume", "--overwrite").err()).contains("give --resume or --overwrite, not both");
        assertThat(embed("t.csv", "--batch-size", "0").err()).contains("--batch-size must be between 1 and 4096, is 0");
        assertThat(embed("t.csv", "--images", pictures.resolve("b.png").toString())
                        .status())
                .isNotZero();
        CommandOutcome none = CommandOutcome.of(
                "embed",
                "--bundle",
                TestBundles.scorer(),
                "--images",
                folder.resolve("nowhere").toString(),
                "--out",
                "t.csv");
        assertThat(none.err().strip())
                .isEqualTo("steerscope embed: " + folder.resolve("nowhere")
                        + " is no folder; name the folder of the pictures with --images DIR");
        assertThat(none.status()).isOne();
    }
}
