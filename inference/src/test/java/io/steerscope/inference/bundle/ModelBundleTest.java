package io.steerscope.inference.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.scheduler.TimestepSpacing;
import io.steerscope.inference.tokenize.Language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ModelBundleTest {

    @TempDir
    private Path folder;

    @Test
    void anSdxlBundleIsRead() {
        // when
        SdxlBundle bundle = TestBundles.tinySsd1b();

        // then
        assertThat(bundle.id()).isEqualTo("tiny-ssd1b");
        assertThat(bundle.batchSize()).isEqualTo(4);
        assertThat(bundle.crossAttentionDimension()).isEqualTo(32);
        assertThat(bundle.scheduler().type()).isEqualTo(SchedulerType.EULER);
        assertThat(bundle.timestepCondition()).isEmpty();
        assertThat(bundle.secondTokenizer().padTokenId()).isZero();
        assertThat(bundle.sha256()).matches("[0-9a-f]{64}");
        bundle.verify();
    }

    @Test
    void settingsOfOtherSchedulersAreRead() throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-sdxl").resolve("bundle.json"));
        String others = "\"others\": {\"ddim\": {\"clipSample\": true, \"timestepSpacing\": \"trailing\"}},";
        Files.writeString(folder.resolve("bundle.json"), json.replace("\"scheduler\": {", "\"scheduler\": {" + others));

        // when
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(folder);

        // then
        assertThat(bundle.scheduler(SchedulerType.DDIM).clipSample()).isTrue();
        assertThat(bundle.scheduler(SchedulerType.DDIM).timestepSpacing()).isEqualTo(TimestepSpacing.TRAILING);
        assertThat(bundle.scheduler(SchedulerType.DDIM).betaEnd()).isEqualTo(0.012);
        assertThat(bundle.scheduler(SchedulerType.LCM)).isEqualTo(bundle.scheduler());
        assertThat(bundle.scheduler(SchedulerType.EULER_ANCESTRAL)).isEqualTo(bundle.scheduler());
    }

    @Test
    void theAncestralSolverTakesTheSettingsOfEulerWhereABundleDoesNotNameIt() throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-sdxl").resolve("bundle.json"))
                .replace("\"name\": \"euler\"", "\"name\": \"lcm\"");
        String others = "\"others\": {\"euler\": {\"timestepSpacing\": \"linspace\"}},";
        Files.writeString(folder.resolve("bundle.json"), json.replace("\"scheduler\": {", "\"scheduler\": {" + others));

        // when
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(folder);

        // then
        assertThat(bundle.scheduler().timestepSpacing()).isEqualTo(TimestepSpacing.LEADING);
        assertThat(bundle.scheduler(SchedulerType.EULER_ANCESTRAL).timestepSpacing())
                .isEqualTo(TimestepSpacing.LINSPACE);
    }

    @Test
    void aSchedulerThatIsNotKnownIsNamed() throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-sdxl").resolve("bundle.json"));
        Files.writeString(
                folder.resolve("bundle.json"),
                json.replace("\"scheduler\": {", "\"scheduler\": {\"others\": {\"heun\": {}},"));

        // then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("scheduler.others.heun is not a scheduler");
    }

    @Test
    void aClipBundleIsRead() {
        // when
        ClipBundle bundle = TestBundles.tinyClip();

        // then
        assertThat(bundle.embeddingDimension()).isEqualTo(48);
        assertThat(bundle.preprocessing().resize()).isEqualTo(new ResizeRule.ShortestEdge(224));
        bundle.verify();
    }

    @Test
    void aSiglipBundleHasNoStartToken() {
        // when
        ClipBundle bundle = (ClipBundle) ModelBundle.open(TestBundles.bundle("tiny-siglip"));

        // then
        assertThat(bundle.tokenizer().bosTokenId()).isEqualTo(TokenizerRules.NO_TOKEN);
        assertThat(bundle.preprocessing().resample()).isEqualTo(ResampleFilter.BILINEAR);
        assertThat(bundle.preprocessing().resize()).isEqualTo(new ResizeRule.Exact(38, 38));
        bundle.verify();
    }

    @Test
    void anImageBundleIsReadAndHasNoTokenizer() {
        // when
        ImageBundle bundle = TestBundles.tinyResnet();

        // then
        assertThat(bundle.kind()).isEqualTo("image");
        assertThat(bundle.embeddingDimension()).isEqualTo(32);
        assertThat(bundle.normalised()).isFalse();
        assertThat(bundle.preprocessing().resize()).isEqualTo(new ResizeRule.ShortestEdge(64));
        assertThat(List.of(bundle.imageHeight(), bundle.imageWidth())).containsExactly(56, 56);
        assertThat(Language.tokenizers(bundle)).isEmpty();
        assertThat(Language.of(bundle)).isEmpty();
        bundle.verify();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"embeddingDimension\": 32 | \"embeddingDimension\": 0 | image.embeddingDimension is 0",
                "\"embeddingDimension\": 32 | \"dimension\": 32 | image.embeddingDimension is missing",
                "\"normalised\": false | \"normalised\": 0 | image.normalised is 0: must be true or false",
                "\"normalised\": false, | | image.normalised is missing",
                "\"resample\": \"bicubic\" | \"resample\": \"nearest\" | image.preprocessing.resample is 'nearest'",
                "\"cropHeight\": 56 | \"cropHeight\": -1 | image.preprocessing.cropHeight is -1",
                "\"imageHeight\": 56 | \"imageHeight\": \"56\" | image.imageHeight",
                "\"imageWidth\": 56 | \"imageWidth\": 2000000 | image.imageWidth",
                "\"image\": { | \"picture\": { | image is missing: must be an object",
                "\"kind\": \"image\" | \"kind\": \"clip\" | clip is missing",
                "\"kind\": \"image\" | \"kind\": \"dino\" | kind is 'dino': must be clip, image or sdxl",
            })
    void anInvalidFieldOfAnImageBundleIsNamed(String valid, @Nullable String invalid, String named) throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-resnet").resolve("bundle.json"));
        assertThat(json).contains(valid);
        Files.writeString(folder.resolve("bundle.json"), json.replace(valid, invalid == null ? "" : invalid));

        // when / then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(folder.resolve("bundle.json") + ": " + named)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFilterThatIsNotKnownIsNamedWithTheOthers() throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-clip").resolve("bundle.json"));
        Files.writeString(folder.resolve("bundle.json"), json.replace("\"bicubic\"", "\"nearest\""));

        // when / then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("clip.preprocessing.resample is 'nearest'")
                .hasMessageContaining("bilinear");
    }

    @Test
    void everyDamagedFileIsNamed() throws IOException {
        // given
        copy("tiny-clip");
        byte[] encoder = Files.readAllBytes(folder.resolve("image_encoder.pt"));
        encoder[encoder.length / 2] ^= 1;
        Files.write(folder.resolve("image_encoder.pt"), encoder);
        Files.delete(folder.resolve("tokenizer.json"));
        Files.writeString(folder.resolve("text_encoder.pt"), "cut");

        // when / then
        assertThatThrownBy(ModelBundle.open(folder)::verify)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("image_encoder.pt has another SHA-256")
                .hasMessageContaining("tokenizer.json is missing")
                .hasMessageContaining("text_encoder.pt has 3 bytes instead of")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"formatVersion\": 1 | \"formatVersion\": 2 | formatVersion",
                "\"kind\": \"sdxl\" | \"kind\": \"flux\" | kind",
                "\"batchSize\": 4 | \"batchSize\": 0 | batchSize",
                "\"batchSize\": 4 | \"other\": 4 | batchSize",
                "\"latentChannels\": 4 | \"latentChannels\": \"4\" | sdxl.latentChannels",
                "\"predictionType\": \"epsilon\" | \"predictionType\": \"flow\" | scheduler.predictionType",
                "\"name\": \"euler\" | \"name\": \"heun\" | scheduler.name",
                "\"betaStart\": 0.00085 | \"betaStart\": 2 | scheduler",
                "\"file\": \"tokenizer_2.json\" | \"file\": \"gone.json\" | gone.json",
                "\"eosTokenId\": 49407 | \"eosTokenId\": -1 | tokenizers[0].eosTokenId",
                "\"formatVersion\": 1, | \"formatVersion\": 1,, | line 2",
                "\"batchSize\": 4 | \"batchSize\": 2147483648 | batchSize",
                "\"batchSize\": 4 | \"batchSize\": 1e3 | batchSize",
                "\"batchSize\": 4 | \"batchSize\": 2000000 | batchSize",
                "\"batchSize\": 4 | \"batchSize\": 4, \"batchSize\": 5 | batchSize",
                "\"latentChannels\": 4 | \"latentChannels\": 2147483647 | sdxl.latentChannels",
                "\"crossAttentionDimension\": 32 | \"crossAttentionDimension\": 99999999999999999999 | crossAttention",
                "\"betaStart\": 0.00085 | \"betaStart\": NaN | not valid JSON at line",
                "\"betaStart\": 0.00085 | \"betaStart\": 1e999 | scheduler.betaStart",
                "\"numTrainTimesteps\": 1000 | \"numTrainTimesteps\": 2000000000 | scheduler.numTrainTimesteps",
                "\"id\": \"tiny-ssd1b\" | \"id\": \"a b\" | id is 'a b'",
                "\"id\": \"tiny-ssd1b\" | \"id\": \"\\\\u001b[2J\" | id is '\\u001B[2J'",
            })
    void anInvalidFieldIsNamed(String valid, String invalid, String named) throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-ssd1b").resolve("bundle.json"));
        assertThat(json).contains(valid);
        Files.writeString(folder.resolve("bundle.json"), json.replaceFirst(Pattern.quote(valid), invalid));

        // when / then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(folder.resolve("bundle.json").toString())
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../secret.pt",
                "a/../../secret.pt",
                "a/..",
                "a//b.pt",
                "a/",
                "",
                ".",
                "..",
                ".hidden",
                "..\\\\secret.pt",
                "C:\\\\secret.pt",
                "C:secret.pt",
                "unet.pt\\u0000.png",
                "unet\\n.pt",
                "un\u0435t.pt",
                "bundle.json",
                "Bundle.JSON",
                "UNET.pt"
            })
    void aNameThatCouldMeanAnotherFileIsRefused(String name) throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-ssd1b").resolve("bundle.json"));
        String entry = "\"" + name + "\": {\"sha256\": \"" + "0".repeat(64) + "\", \"bytes\": 1},";
        Files.writeString(folder.resolve("bundle.json"), json.replace("\"files\": {", "\"files\": {" + entry));

        // then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.json: files.")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("\0");
    }

    @Test
    void aLinkThatLeavesTheFolderIsRefusedAndOneWithinItIsNot() throws IOException {
        // given
        copy("tiny-clip");
        Path outside = Files.createTempFile("outside", ".pt");
        Files.move(folder.resolve("text_encoder.pt"), outside, StandardCopyOption.REPLACE_EXISTING);
        Files.createSymbolicLink(folder.resolve("text_encoder.pt"), outside);
        Files.move(folder.resolve("tokenizer.json"), folder.resolve("inside.json"));
        Files.createSymbolicLink(folder.resolve("tokenizer.json"), Path.of("inside.json"));

        // then
        try {
            assertThatThrownBy(ModelBundle.open(folder)::verify)
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("text_encoder.pt is a link that leads out of the bundle")
                    .hasMessageNotContaining("tokenizer.json");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void aDescriptionThatIsALinkOutOfTheFolderIsRefused() throws IOException {
        Files.createSymbolicLink(
                folder.resolve("bundle.json"),
                TestBundles.bundle("tiny-clip").resolve("bundle.json").toAbsolutePath());

        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("bundle.json is a link that leads out of the bundle");
    }

    @Test
    void aFolderThatIsALinkIsABundleLikeAnyOther() throws IOException {
        Path link = Files.createSymbolicLink(
                folder.resolve("link"), TestBundles.bundle("tiny-clip").toAbsolutePath());

        ModelBundle.open(link).verify();
    }

    @Test
    void aFolderOrAPipeInThePlaceOfAFileIsRefused() throws Exception {
        // given
        copy("tiny-clip");
        Files.delete(folder.resolve("tokenizer.json"));
        Files.createDirectory(folder.resolve("tokenizer.json"));

        // then
        assertThatThrownBy(ModelBundle.open(folder)::verify)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("tokenizer.json is not a regular file");
    }

    @Test
    void filesThatAreNotListedAreNamed() throws IOException {
        // given
        copy("tiny-clip");
        Files.writeString(folder.resolve("README.md"), "notes");
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/evil.pt"), "more");

        // then
        assertThat(ModelBundle.open(folder).manifest().unlistedFiles()).containsExactly("README.md", "sub/evil.pt");
        assertThat(TestBundles.tinyClip().manifest().unlistedFiles()).isEmpty();
    }

    @Test
    void aDescriptionOfAbsurdSizeOrDepthIsRefused() throws IOException {
        // given
        Path file = folder.resolve("bundle.json");

        // then
        Files.writeString(file, "[".repeat(1_000_000));
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is not valid JSON")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
        Files.writeString(file, " ".repeat(2 << 20) + "{}");
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("has more than 1048576 bytes: it describes no bundle");
        Files.writeString(file, "{\"formatVersion\": \"" + "x".repeat(100_000) + "\"}");
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .hasMessageContaining("formatVersion is")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void sizesThatAreTooLargeTogetherAreRefused() throws IOException {
        // given
        String json = Files.readString(TestBundles.bundle("tiny-clip").resolve("bundle.json"));
        Files.writeString(
                folder.resolve("bundle.json"),
                json.replaceAll("\"batchSize\": \\d+", "\"batchSize\": 1024")
                        .replaceAll("\"image(Height|Width)\": \\d+", "\"image$1\": 16384"));

        // then
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("a batch of images of the sizes given has 824633720832 values");
    }

    @Test
    void aFolderThatIsNoBundleIsRefused() {
        assertThatThrownBy(() -> ModelBundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("not a model bundle");
    }

    @Test
    void aModuleThatDoesNotFitItsDescriptionIsFoundWhenOpened() throws IOException {
        // given
        copy("tiny-ssd1b");
        String json = Files.readString(folder.resolve("bundle.json"));
        Files.writeString(
                folder.resolve("bundle.json"), json.replace("\"vaeScaleFactor\": 8", "\"vaeScaleFactor\": 4"));
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(folder);

        // when / then
        assertThatThrownBy(() -> SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS)
                        .close())
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("vae_decoder.pt gave")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatIsNoModuleIsFoundWhenOpened() throws IOException {
        // given
        copy("tiny-ssd1b");
        Files.writeString(folder.resolve("unet.pt"), "not a module");
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(folder);

        // when / then
        assertThatThrownBy(() -> SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS)
                        .close())
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("unet.pt cannot be loaded")
                .hasMessageNotContaining("\n");
    }

    private void copy(String bundle) throws IOException {
        try (Stream<Path> files = Files.list(TestBundles.bundle(bundle))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
    }
}
