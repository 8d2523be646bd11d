package io.steerscope.inference.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.device.Dtype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BundleTypesTest {

    @TempDir
    private Path folder;

    @Test
    void aBundleThatNamesNoTypesComputesInItsOwnAlone() {
        SdxlBundle old = TestBundles.tinySsd1b();

        assertThat(old.manifest().dtypes()).containsExactly(Dtype.FLOAT32);
        assertThat(old.computingIn(Dtype.FLOAT32)).isEqualTo(old);
        assertThatThrownBy(() -> old.computingIn(Dtype.BFLOAT16))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("computes in float32 only, not in bfloat16")
                .hasMessageEndingWith("export it again");
    }

    @Test
    void anImageModelKeepsItsNameInEveryType() throws IOException {
        SdxlBundle bundle = sdxl("bfloat16", "bfloat16");

        assertThat(bundle.dtype()).isEqualTo(Dtype.BFLOAT16);
        assertThat(bundle.unet().converted()).isNull();
        assertThat(bundle.computingIn(Dtype.FLOAT32).id()).isEqualTo(bundle.id());
        assertThat(bundle.computingIn(Dtype.FLOAT32).unet().converted()).isEqualTo(Dtype.FLOAT32);
        assertThat(bundle.computingIn(Dtype.FLOAT32).computingIn(Dtype.BFLOAT16))
                .isEqualTo(bundle);
    }

    @Test
    void aScorerInAnotherTypeThanItsOwnIsAnotherScorer() {
        ClipBundle own = (ClipBundle) ModelBundle.open(TestBundles.projectBundle("toybox-clip"));

        assertThat(own.computingIn(Dtype.FLOAT32)).isEqualTo(own);
        assertThat(own.computingIn(Dtype.BFLOAT16).id()).isEqualTo("toybox-clip-bfloat16");
        assertThat(own.computingIn(Dtype.BFLOAT16).computingIn(Dtype.FLOAT16).id())
                .isEqualTo("toybox-clip-float16");
        assertThat(own.computingIn(Dtype.BFLOAT16).computingIn(Dtype.FLOAT32)).isEqualTo(own);
        assertThat(own.computingIn(Dtype.BFLOAT16).sha256()).isEqualTo(own.sha256());
    }

    @Test
    void anImageEncoderKeepsItsNameInEveryType() {
        ImageBundle own = TestBundles.tinyResnet();

        assertThat(own.computingIn(Dtype.BFLOAT16).id()).isEqualTo("tiny-resnet");
        assertThat(own.computingIn(Dtype.BFLOAT16).imageEncoder().converted()).isEqualTo(Dtype.BFLOAT16);
        assertThat(own.computingIn(Dtype.BFLOAT16).computingIn(Dtype.FLOAT32)).isEqualTo(own);
    }

    @Test
    void anImageDecoderComputesInFloat32WhereFloat16WasNotTriedOrDidOverflow() throws IOException {
        SdxlBundle half = sdxl("float16", "float32");
        SdxlBundle bfloat = sdxl("bfloat16", "bfloat16");

        assertThat(half.vaeDecoder().converted()).isNull();
        assertThat(half.computingIn(Dtype.BFLOAT16).vaeDecoder().converted()).isEqualTo(Dtype.BFLOAT16);
        assertThat(half.computingIn(Dtype.FLOAT32).vaeDecoder().converted()).isNull();
        assertThat(bfloat.computingIn(Dtype.FLOAT16).vaeDecoder().converted()).isEqualTo(Dtype.FLOAT32);
        assertThat(bfloat.computingIn(Dtype.FLOAT32).vaeDecoder().converted()).isEqualTo(Dtype.FLOAT32);
    }

    @Test
    void typesOfLaterReleasesAreLeftOut() throws IOException {
        assertThat(sdxl("bfloat16", "bfloat16", "[\"float8\", \"float32\"]")
                        .manifest()
                        .dtypes())
                .containsExactlyInAnyOrder(Dtype.FLOAT32, Dtype.BFLOAT16);
    }

    @Test
    void typesThatAreNoListOfTextsAreRefusedByName() {
        assertThatThrownBy(() -> sdxl("bfloat16", "bfloat16", "\"float32\""))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("dtypes is \"float32\": must be a list of texts");
        assertThatThrownBy(() -> sdxl("float64", "float32"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("dtype is 'float64'");
    }

    private SdxlBundle sdxl(String dtype, String vaeDtype) throws IOException {
        return sdxl(dtype, vaeDtype, "[\"float32\", \"bfloat16\", \"float16\"]");
    }

    private SdxlBundle sdxl(String dtype, String vaeDtype, String dtypes) throws IOException {
        String json = Files.readString(TestBundles.bundle("tiny-ssd1b").resolve("bundle.json"))
                .replaceFirst("\"dtype\": \"float32\"", "\"dtype\": \"" + dtype + "\", \"dtypes\": " + dtypes)
                .replaceFirst("\"vaeDtype\": \"float32\"", "\"vaeDtype\": \"" + vaeDtype + "\"");
        assertThat(json).contains("\"vaeDtype\": \"" + vaeDtype + "\"");
        Files.writeString(folder.resolve("bundle.json"), json);
        return (SdxlBundle) ModelBundle.open(folder);
    }
}
