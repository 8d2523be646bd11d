package io.steerscope.app.command;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ClipCommandTest {

    private static final Path IMAGES = Path.of("../inference/src/test/resources/golden/tiny-clip/images");
    private static final Path MIXED = Path.of("src/test/resources/images/mixed");
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @TempDir
    private Path folder;

    @Test
    void ofTwoTextsTheSecondIsTheTarget() throws Exception {
        // when
        CommandOutcome outcome =
                clip("json", List.of(IMAGES.resolve("tiny_64.png")), List.of("a red car", "a small blue car at night"));

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode image = json(outcome).at("/images/0");
        double source = image.at("/cosine/0").doubleValue();
        double target = image.at("/cosine/1").doubleValue();
        assertThat(image.at("/clipScore/0").doubleValue()).isCloseTo(100 * source, ROUNDING);
        assertThat(image.at("/clipScore/1").doubleValue()).isCloseTo(100 * target, ROUNDING);
        assertThat(image.get("margin").doubleValue()).isCloseTo(target - source, ROUNDING);
        double asSoftmax = Math.exp(100 * target) / (Math.exp(100 * target) + Math.exp(100 * source));
        assertThat(image.get("clipIqa").doubleValue()).isCloseTo(asSoftmax, ROUNDING);
    }

    @Test
    void otherNumbersOfTextsHaveNoMargin() throws Exception {
        CommandOutcome one = clip("json", List.of(IMAGES.resolve("tiny_64.png")), List.of("a red car"));
        CommandOutcome three = clip("json", List.of(IMAGES.resolve("tiny_64.png")), List.of("a", "b", "c"));

        assertThat(json(one).at("/images/0").has("margin")).isFalse();
        assertThat(json(three).at("/images/0").has("clipIqa")).isFalse();
        assertThat(json(three).at("/images/0/clipScore")).hasSize(3);
    }

    @Test
    void aTextThatIsCutSaysByHowMuchAndKeepsItsEnd() throws Exception {
        // when
        CommandOutcome outcome =
                clip("json", List.of(IMAGES.resolve("tiny_64.png")), List.of("car", "car ".repeat(200)));

        // then
        JsonNode texts = json(outcome).get("texts");
        JsonNode shortIds = texts.at("/0/ids");
        JsonNode cutIds = texts.at("/1/ids");
        assertThat(texts.at("/0/cut").intValue()).isZero();
        assertThat(texts.at("/1/truncated").booleanValue()).isTrue();
        assertThat(texts.at("/1/cut").intValue()).isEqualTo(202 - cutIds.size());
        assertThat(cutIds.get(cutIds.size() - 1)).isEqualTo(shortIds.get(2));
        assertThat(outcome.err().strip())
                .isEqualTo("steerscope clip: text 2 is cut by " + (202 - cutIds.size()) + " of 202 tokens");
        assertThat(outcome.status()).isZero();
    }

    @Test
    void imagesThatCannotBeReadAreNamedAndTheOthersCompared() throws Exception {
        // given
        Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
        Path missing = folder.resolve("missing.png");

        // when
        CommandOutcome outcome =
                clip("json", List.of(broken, IMAGES.resolve("tiny_64.png"), missing), List.of("a red car"));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(json(outcome).get("images")).hasSize(1);
        assertThat(json(outcome).at("/images/0/file").textValue()).endsWith("tiny_64.png");
        assertThat(outcome.err().strip().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("steerscope clip: " + broken + ": "))
                .anyMatch(line -> line.equals("steerscope clip: " + missing + ": no such file or folder"));
    }

    @Test
    void imagesLargerThanALimitAreNamedAndTheOthersCompared() throws Exception {
        // given: the header of a PNG of 18,900 x 18,900, and files that end never or after gigabytes
        byte[] png = Files.readAllBytes(IMAGES.resolve("tiny_64.png"));
        ByteBuffer.wrap(png).putInt(16, 18_900).putInt(20, 18_900);
        Path bomb = Files.write(folder.resolve("bomb.png"), png);
        Path huge = folder.resolve("huge.png");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }

        // when
        CommandOutcome outcome = clip("json", List.of(bomb, huge, IMAGES.resolve("tiny_64.png")), List.of("a red car"));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(json(outcome).get("images")).hasSize(1);
        assertThat(outcome.err().strip().lines())
                .containsExactly(
                        "steerscope clip: " + bomb + ": PNG of 18900 x 18900 has 357210000 pixels, more than the limit"
                                + " of 67108864 (--max-image-pixels)",
                        "steerscope clip: " + huge
                                + ": has 3221225472 bytes, more than the limit of 67108864 (--max-image-bytes)");
    }

    @Test
    void theLimitsOfImagesAreOptions() {
        CommandOutcome outcome = CommandOutcome.of(
                "clip",
                "--bundle",
                TestBundles.scorer(),
                "--max-image-pixels=4095",
                "--image=" + IMAGES.resolve("tiny_64.png"),
                "--text=a");

        assertThat(outcome.status()).isOne();
        assertThat(outcome.err()).contains("has 4096 pixels, more than the limit of 4095");
    }

    @Test
    void aFolderStandsForItsImagesHoweverMany() throws Exception {
        // given: more than two batches
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            String name = "image-%02d.png".formatted(i);
            Files.copy(IMAGES.resolve(i % 2 == 0 ? "tiny_64.png" : "gray_400.png"), folder.resolve(name));
            names.add(folder.resolve(name).toString());
        }
        Files.writeString(folder.resolve("notes.txt"), "no image");

        // when
        CommandOutcome outcome = clip("json", List.of(folder), List.of("a red car"));

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        JsonNode images = json(outcome).get("images");
        List<String> files = new ArrayList<>();
        images.forEach(image -> files.add(image.get("file").textValue()));
        assertThat(files).isEqualTo(names);
        for (int i = 2; i < images.size(); i++) {
            assertThat(images.get(i).get("embedding"))
                    .isEqualTo(images.get(i % 2).get("embedding"));
        }
        assertThat(images.get(0).get("embedding")).isNotEqualTo(images.get(1).get("embedding"));
    }

    @Test
    void theContentOfAFileSaysWhetherItIsAnImage() throws Exception {
        // given: PNG, WebP, TIFF, JPEG and BMP under ten names, one without an extension
        List<String> names =
                List.of("a.png", "b.webp", "c.tif", "d.JPG", "e.jfif", "f", "g.PNG", "h.jpe", "i.dib", "j.apng");

        // when
        CommandOutcome outcome = clip("json", List.of(MIXED), List.of("a red car"));

        // then
        assertThat(outcome.status()).as(outcome.err()).isZero();
        List<String> files = new ArrayList<>();
        json(outcome).get("images").forEach(image -> files.add(image.get("file").textValue()));
        assertThat(files)
                .containsExactlyElementsOf(names.stream()
                        .map(name -> MIXED.resolve(name).toString())
                        .toList());
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void whatIsNoImageInAFolderIsNamedAndImagesOfFoldersWithinAreFound() throws Exception {
        // given
        Path nested = Files.createDirectories(folder.resolve("images/colour"));
        Files.copy(MIXED.resolve("f"), nested.resolve("deep"));
        Files.createDirectories(folder.resolve(".cache"));
        Files.copy(MIXED.resolve("f"), folder.resolve(".cache/hidden.png"));
        for (int i = 0; i < 12; i++) {
            Files.writeString(folder.resolve("notes-%02d.txt".formatted(i)), "BM and P5 are no images");
        }
        Files.writeString(folder.resolve("picture"), "\0\0\0\u001cftypavif");
        Files.writeString(folder.resolve("empty.png"), "");

        // when
        CommandOutcome outcome = clip("json", List.of(folder), List.of("a red car"));

        // then
        assertThat(outcome.status()).isOne();
        assertThat(json(outcome).get("images")).hasSize(1);
        assertThat(json(outcome).at("/images/0/file").textValue())
                .isEqualTo(nested.resolve("deep").toString());
        assertThat(outcome.err().strip().lines())
                .containsExactly(
                        "steerscope clip: " + folder
                                + ": left out, no images: notes-00.txt, notes-01.txt, notes-02.txt,"
                                + " notes-03.txt, notes-04.txt, notes-05.txt, notes-06.txt, notes-07.txt, notes-08.txt,"
                                + " notes-09.txt and 2 more",
                        "steerscope clip: " + folder.resolve("empty.png") + ": not an image, or of a format that is not"
                                + " supported (use PNG, JPEG, GIF, BMP, WebP or TIFF)",
                        "steerscope clip: " + folder.resolve("picture")
                                + ": AVIF is not supported (use PNG, JPEG, GIF, BMP, WebP or TIFF)");
    }

    @Test
    void aFolderWithoutImagesIsAMistake() {
        CommandOutcome outcome = clip("table", List.of(folder), List.of("a"));

        assertThat(outcome.status()).isNotZero();
        assertThat(outcome.err().strip()).startsWith("steerscope clip: " + folder + " holds no image");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void theTableHasALineForEachImageAndText() {
        // when
        CommandOutcome outcome =
                clip("table", List.of(IMAGES.resolve("tiny_64.png")), List.of("a red car", "a car ".repeat(30)));

        // then
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines.get(1)).matches(" [+-]0\\.\\d{4} +[+-]\\d+\\.\\d\\d  .*tiny_64.png, a red car");
        assertThat(lines.get(2)).endsWith("…").hasSizeLessThan(200);
        assertThat(lines.get(5)).matches(" [+-]0\\.\\d{4} +[01]\\.\\d{4}  .*tiny_64.png");
    }

    private static CommandOutcome clip(String format, List<Path> images, List<String> texts) {
        List<String> arguments = new ArrayList<>(List.of("clip", "--bundle", TestBundles.scorer()));
        arguments.addAll(List.of("--format", format));
        images.forEach(image -> arguments.add("--image=" + image));
        texts.forEach(text -> arguments.add("--text=" + text));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandOutcome outcome) throws Exception {
        return new ObjectMapper().readTree(outcome.out());
    }
}
