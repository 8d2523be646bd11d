package io.steerscope.inference.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.scheduler.TimestepSpacing;

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
