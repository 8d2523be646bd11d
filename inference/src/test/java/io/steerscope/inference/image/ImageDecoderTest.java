package io.steerscope.inference.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
    @CsvFileSource(resources = "/reference/images.csv", numLinesToSkip = 1)
    void everyKindOfOtherImageIsDecodedAsPillowDoes(String name, int width, int height, String sha256) {
        // given
        byte[] file = TestBundles.bytes(TestBundles.reference("images/" + name));

        // when
        RgbImage image = ImageDecoder.decode(file);

        // then
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
        assertThat(ReferenceImages.sha256(image.rgb())).isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/images.csv", numLinesToSkip = 1)
    void noPartOfAFileGivesAnotherImage(String name) {
        // given
        byte[] file = TestBundles.bytes(TestBundles.reference("images/" + name));
        RgbImage whole = ImageDecoder.decode(file);

        for (int length = 0; length < file.length; length += 1 + file.length / 40) {
            // when
            byte[] part = Arrays.copyOf(file, length);
            Throwable refusal =
                    catchThrowable(() -> assertThat(ImageDecoder.decode(part)).isEqualTo(whole));

            // then
            if (refusal != null) {
                assertThat(refusal).isInstanceOf(ImageDecodingException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/reference/refused.csv", numLinesToSkip = 1)
    void whatWouldGiveOtherNumbersThanPillowsIsRefusedByName(String name, String message) {
        byte[] file = TestBundles.bytes(TestBundles.reference("refused/" + name));

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(ImageDecodingException.class)
                .hasMessage(message);
    }

    @Test
    void aFrameThatCoversPartOfItsCanvasIsPutOnIt() {
        // given
        byte[] small = TestBundles.bytes(TestBundles.reference("gif/gif_small_frame.gif"));
        byte[] full = TestBundles.bytes(TestBundles.reference("gif/gif_full_frame.gif"));

        // when
        RgbImage image = ImageDecoder.decode(small);

        // then: as Pillow has it
        assertThat(image.width()).isEqualTo(20);
        assertThat(image.height()).isEqualTo(12);
        assertThat(ReferenceImages.sha256(image.rgb()))
                .isEqualTo("967bb15080ee0931601da0f3497e4596bc202e3e5e410754f45e6e95d7f72ddf");
        assertThat(ReferenceImages.sha256(ImageDecoder.decode(full).rgb()))
                .isEqualTo("817729a2b4d67338da43776a78f0b073ff85a00a9aec4d5ff82a94f0c69936cb");
    }

    @Test
    void aDecoderThatRepeatsRowsOfColoursHasThemBlended() throws IOException {
        // given: what the decoder of OpenJDK's own libjpeg gives
        byte[] file = TestBundles.bytes(TestBundles.reference("images/jpeg-sampled-1x2"));
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 2, 5, 3, null);
        int[] colours = {10, 10, 50, 50, 91};
        for (int y = 0; y < 5; y++) {
            raster.setPixels(0, y, 2, 1, new int[] {y, colours[y], 7, 100 + y, 7, colours[y]});
        }

        // when
        byte[] row = new byte[6];
        List<byte[]> rows = new ArrayList<>();
        for (int y = 0; y < 5; y++) {
            new JpegRows(raster, 3, true).read(y, row);
            rows.add(row.clone());
        }

        // then: 3/4 of the own row and 1/4 of the nearest other, with libjpeg-turbo's rounding
        int[] blended = {10, 20, 40, 60, 81};
        for (int y = 0; y < 5; y++) {
            int colour = blended[y];
            assertThat(rows.get(y)).containsExactly(y, colour, 7, 100 + y, 7, colour);
        }
        assertThat(JpegHeader.of(file).halvesHeightAlone()).isTrue();
    }

    @Test
    void aTruncatedJpegIsRefused() {
        byte[] file = TestBundles.bytes(TestBundles.reference("jpeg/trunc_half.jpg"));

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .hasMessage("JPEG is truncated: the file ends before its image does");
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
                .hasMessageContaining("not an image");
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
