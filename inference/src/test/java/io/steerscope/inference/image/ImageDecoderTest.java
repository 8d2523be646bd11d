package io.steerscope.inference.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageDecoderTest {

    /** Of {@code hashlib.sha256(Image.open(file).convert("RGB").tobytes())}, the same for both files. */
    private static final String PIXELS_BY_PILLOW = "7f72feeb658af2bbb41b7fc563d3332d93847f485095367349a8df7684ee8aff";

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/png.csv", numLinesToSkip = 1)
    void everyKindOfPngIsDecodedAsPillowDoes(String name, int width, int height, String sha256) {
        // given
        byte[] file = TestBundles.bytes(TestBundles.reference("png/" + name + ".png"));

        // when
        RgbImage image = ImageDecoder.decode(file);

        // then
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        assertThat(ReferenceImages.sha256(image.rgb())).isEqualTo(sha256);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 20, 40, 60, 300})
    void aPngThatEndsEarlyIsRefused(int length) {
        // given
        byte[] file = TestBundles.bytes(TestBundles.reference("png/rgb.png"));

        // when / then
        assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(file, length)))
                .isInstanceOf(ImageDecodingException.class)
                .hasMessageContaining("PNG");
    }

    @Test
    void theColourProfileOfAJpegIsIgnored() {
        // given
        byte[] plain = TestBundles.bytes(TestBundles.reference("jpeg/plain.jpg"));
        byte[] profiled = TestBundles.bytes(TestBundles.reference("jpeg/icc_p3.jpg"));

        // when
        RgbImage image = ImageDecoder.decode(profiled);

        // then
        assertThat(image).isEqualTo(ImageDecoder.decode(plain));
        assertThat(ReferenceImages.sha256(image.rgb())).isEqualTo(PIXELS_BY_PILLOW);
        assertThat(JpegProfiles.without(profiled)).hasSizeLessThan(profiled.length);
    }

    @Test
    void aColourProfileThatCannotBeUsedDoesNotMakeAJpegUnreadable() {
        // given
        byte[] profiled = TestBundles.bytes(TestBundles.reference("jpeg/icc_p3.jpg"));
        RgbImage image = ImageDecoder.decode(profiled);
        int profile = new String(profiled, StandardCharsets.ISO_8859_1).indexOf("ICC_PROFILE");

        // when
        Arrays.fill(profiled, profile + 14, profile + 200, (byte) 7);

        // then
        assertThat(ImageDecoder.decode(profiled)).isEqualTo(image);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 100, 700, 982, 1200, 1900})
    void aJpegThatEndsEarlyIsRefused(int length) {
        // given
        byte[] file = TestBundles.bytes(TestBundles.reference("jpeg/plain.jpg"));

        // when / then
        assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(file, length)))
                .isInstanceOf(ImageDecodingException.class);
    }

    @Test
    void bytesThatAreNoImageAreRefused() {
        assertThatThrownBy(() -> ImageDecoder.decode("not an image".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(ImageDecodingException.class)
                .hasMessageContaining("Not an image");
    }

    @Test
    void anEncodedImageIsDecodedToItself() {
        for (int width = 1; width < 40; width += 3) {
            // given
            RgbImage image = ReferenceImages.pattern(width, 17);

            // when
            byte[] file = PngEncoder.encode(image);

            // then
            assertThat(ImageDecoder.decode(file)).isEqualTo(image);
            assertThat(PngEncoder.encode(image)).isEqualTo(file);
        }
    }

    @Test
    void anEncodedImageCanBeReadByOthers() throws IOException {
        // given
        RgbImage image = ReferenceImages.pattern(31, 17);

        // when
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(image)));

        // then
        assertThat(read.getWidth()).isEqualTo(31);
        int first = (image.rgb()[0] & 0xff) << 16 | (image.rgb()[1] & 0xff) << 8 | image.rgb()[2] & 0xff;
        assertThat(read.getRGB(0, 0) & 0xffffff).isEqualTo(first);
    }
}
