package io.steerscope.inference.diffusion;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A wrong export is found when the pipeline is opened, in a line that names the file, even if its checksums are right.
 */
class DamagedBundleTest {

    private static final String BUNDLE = "bundle.json";

    @TempDir
    private Path folder;

    /** A way to spoil the bundle in a folder. */
    private interface Damage {
        void to(Path folder) throws IOException;
    }

    private static Stream<Arguments> damages() {
        return Stream.of(
                damage(
                        "half a module",
                        in -> cut(in.resolve("unet.pt")),
                        "unet.pt cannot be loaded: it is not a whole"),
                damage("no module", in -> Files.writeString(in.resolve("unet.pt"), "text"), "unet.pt cannot be loaded"),
                damage(
                        "a missing file",
                        in -> Files.delete(in.resolve("vae_decoder.pt")),
                        "vae_decoder.pt cannot be loaded"),
                damage(
                        "weights that are no numbers",
                        in -> spoilWeights(in.resolve("vae_decoder.pt")),
                        "vae_decoder.pt gave NaN for an ordinary input"),
                damage("swapped text encoders", in -> swap(in, "text_encoder.pt", "text_encoder_2.pt"), "text_encoder"),
                damage("swapped models", in -> swap(in, "unet.pt", "vae_decoder.pt"), "unet.pt failed: "),
                damage("latent channels", in -> edit(in, "\"latentChannels\": 4", "\"latentChannels\": 5"), "unet.pt"),
                damage(
                        "width of hidden states",
                        in -> edit(in, "\"crossAttentionDimension\": 32", "\"crossAttentionDimension\": 40"),
                        "text_encoder_2.pt gave"),
                damage(
                        "width of pooled embeddings",
                        in -> edit(in, "\"pooledDimension\": 16", "\"pooledDimension\": 33"),
                        "text_encoder_2.pt gave"),
                damage(
                        "scale of the decoder",
                        in -> edit(in, "\"vaeScaleFactor\": 8", "\"vaeScaleFactor\": 4"),
                        "vae_decoder.pt gave"),
                damage(
                        "a guidance input that the model has not",
                        in -> edit(in, "\"timestepConditionDimension\": null", "\"timestepConditionDimension\": 8"),
                        "unet.pt failed: "),
                damage(
                        "a tokenizer of another model",
                        in -> Files.copy(
                                TestBundles.projectBundle("toybox-sdxl").resolve("tokenizer.json"),
                                in.resolve("tokenizer.json"),
                                StandardCopyOption.REPLACE_EXISTING),
                        "tokenizer.json encodes the empty prompt as"),
                damage(
                        "no tokenizer",
                        in -> Files.writeString(in.resolve("tokenizer_2.json"), "{}"),
                        "tokenizer_2.json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedBundleIsRefusedInOneLineThatNamesTheFile(String name, Damage damage, String named) throws IOException {
        // given
        try (Stream<Path> files = Files.list(TestBundles.bundle("tiny-ssd1b"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        damage.to(folder);
        SdxlBundle bundle = (SdxlBundle) ModelBundle.open(folder);

        // when / then
        assertThatThrownBy(() -> SdxlPipeline.open(bundle, Device.CPU, TestBundles.THREADS)
                        .close())
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(named)
                .hasMessageNotContaining("\n")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(700));
    }

    private static Arguments damage(String name, Damage damage, String named) {
        return Arguments.of(name, damage, named);
    }

    private static void cut(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    private static void edit(Path folder, String valid, String invalid) throws IOException {
        String json = Files.readString(folder.resolve(BUNDLE));
        assertThat(json).contains(valid);
        Files.writeString(folder.resolve(BUNDLE), json.replace(valid, invalid));
    }

    private static void swap(Path folder, String first, String second) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve(first));
        Files.copy(folder.resolve(second), folder.resolve(first), StandardCopyOption.REPLACE_EXISTING);
        Files.write(folder.resolve(second), bytes);
    }

    /** Writes a module again with every bit of its weights set, which is not a number. */
    private static void spoilWeights(Path module) throws IOException {
        Path spoilt = module.resolveSibling("spoilt.pt");
        try (ZipFile from = new ZipFile(module.toFile());
                OutputStream file = Files.newOutputStream(spoilt);
                ZipOutputStream to = new ZipOutputStream(file)) {
            for (ZipEntry entry : from.stream().map(ZipEntry.class::cast).toList()) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (entry.getName().matches(".*/(data|constants)/\\d+")) {
                    Arrays.fill(bytes, (byte) 0xff);
                }
                ZipEntry copy = new ZipEntry(entry.getName());
                CRC32 checksum = new CRC32();
                checksum.update(bytes);
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(bytes.length);
                copy.setCrc(checksum.getValue());
                to.putNextEntry(copy);
                to.write(bytes);
                to.closeEntry();
            }
        }
        Files.move(spoilt, module, StandardCopyOption.REPLACE_EXISTING);
    }
}
