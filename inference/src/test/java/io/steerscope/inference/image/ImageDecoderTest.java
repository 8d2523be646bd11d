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
