package io.steerscope.inference.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.inference.TestBundles;
import io.steerscope.inference.bundle.ClipBundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Small files that declare large images: nothing of the declared size is allocated. */
class ImageBombTest {

    private static final long MIB = 1 << 20;

    static Stream<Arguments> largeImages() {
        byte[] jpeg = ImageFiles.jpeg(ReferenceImages.pattern(40, 30), false);
        byte[] progressive = ImageFiles.jpeg(ReferenceImages.pattern(40, 30), true);
        return Stream.of(
                Arguments.of("PNG of 18900 x 18900", ImageFiles.png(18_900, 18_900, 8, 2, false, 18_900L * 56_701)),
                Arguments.of("PNG of 18900 x 18900", ImageFiles.png(18_900, 18_900, 1, 0, false, 100)),
                Arguments.of("PNG of 18900 x 18900", ImageFiles.png(18_900, 18_900, 16, 6, true, 100)),
                Arguments.of(
                        "PNG of 2147483647 x 2147483647",
                        ImageFiles.png(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2, false, 100)),
                Arguments.of("PNG of 33000000 x 65", ImageFiles.png(33_000_000, 65, 8, 2, false, 100)),
                Arguments.of("GIF of 27000 x 27000", ImageFiles.gif(27_000, 27_000, 27_000, 27_000)),
                Arguments.of("GIF of 65535 x 65535", ImageFiles.gif(1, 1, 65_535, 65_535)),
                Arguments.of("BMP of 30000 x 30000", ImageFiles.bmp(30_000, 30_000, 0)),
                Arguments.of("BMP of 2147483647 x 2", ImageFiles.bmp(Integer.MAX_VALUE, -2, 1)),
                Arguments.of("TIFF of 27000 x 27000", ImageFiles.tiff(27_000, 27_000, 8, ImageFiles.zeros(100))),
                Arguments.of("TIFF of 2147483647 x 2147483647", ImageFiles.tiff(-1, -1, 1, new byte[100])),
                Arguments.of("WebP of 16384 x 16384", ImageFiles.webp(16_384, 16_384)),
                Arguments.of("JPEG of 65500 x 65500", ImageFiles.resized(jpeg, 65_500, 65_500)),
                Arguments.of("JPEG of 65500 x 65500", ImageFiles.resized(progressive, 65_500, 65_500)));
    }

    @ParameterizedTest
    @MethodSource("largeImages")
    void anImageLargerThanTheLimitIsRefusedByItsDeclaredSize(String declared, byte[] file) {
        long allocated = AllocatedBytes.of(() -> assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(ImageLimitException.class)
                .hasMessageStartingWith(declared + " has ")
                .hasMessageEndingWith(" pixels, more than the limit of 67108864 (--max-image-pixels)"));

        assertThat(allocated).isLessThan(16 * MIB);
    }

    @Test
    void theLimitIsThatOfTheCaller() {
        // given
        RgbImage image = ReferenceImages.pattern(40, 30);
        List<byte[]> files = List.of(
                PngEncoder.encode(image),
                ImageFiles.jpeg(image, false),
                ImageFiles.jpeg(image, true),
                ImageFiles.written(image, "gif"),
                ImageFiles.written(image, "bmp"));

        // then
        for (byte[] file : files) {
            assertThat(ImageDecoder.decode(file, 1_200).height()).isEqualTo(30);
            assertThatThrownBy(() -> ImageDecoder.decode(file, 1_199))
                    .isInstanceOf(ImageLimitException.class)
                    .hasMessageContaining("40 x 30 has 1200 pixels, more than the limit of 1199");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 60_000_000})
    void anEdgeThatNoResizeCouldTakeIsRefused(int edge) {
        for (byte[] file : List.of(
                ImageFiles.png(edge, 1, 8, 0, false, edge + 1L),
                ImageFiles.png(1, edge, 8, 0, false, 2L * edge),
                ImageFiles.bmp(edge, 1, 0))) {
            assertThatThrownBy(() -> ImageDecoder.decode(file))
                    .isInstanceOf(ImageLimitException.class)
                    .hasMessageContaining("an edge of more than 65535 pixels");
        }
    }

    @Test
    void aPngThatIsTooShortForItsImageIsFoundOutBeforeThereIsMemoryForIt() {
        byte[] file = ImageFiles.png(8_000, 8_000, 8, 2, false, 100);

        long allocated = AllocatedBytes.of(() -> assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(ImageDecodingException.class)
                .hasMessage("PNG has too little image data"));

        assertThat(allocated).isLessThan(MIB);
    }

    @Test
    void dataBehindTheLastRowOfAPngIsNotInflated() {
        byte[] file = ImageFiles.png(8, 8, 8, 2, false, 64 * MIB);

        long allocated = AllocatedBytes.of(
                () -> assertThat(ImageDecoder.decode(file).width()).isEqualTo(8));

        assertThat(allocated).isLessThan(2 * MIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iCCP", "zTXt", "iTXt", "eXIf"})
    void chunksBesideTheImageOfAPngAreNotInflated(String type) {
        // given
        byte[] whole = ImageFiles.png(8, 8, 8, 2, false, 200);
        byte[] hidden = ImageFiles.zeros(64 * MIB);
        byte[] extra = new byte[hidden.length + 4];
        extra[0] = 'a';
        System.arraycopy(hidden, 0, extra, 4, hidden.length);
        byte[] file = ImageFiles.png(
                Arrays.copyOfRange(whole, 8, 33),
                ImageFiles.chunk(type, extra),
                Arrays.copyOfRange(whole, 33, whole.length));

        // when
        long allocated = AllocatedBytes.of(
                () -> assertThat(ImageDecoder.decode(file).width()).isEqualTo(8));

        // then
        assertThat(allocated).isLessThan(2 * MIB);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5})
    void aBmpThatHoldsAnotherFileIsRefused(int compression) {
        assertThatThrownBy(() -> ImageDecoder.decode(ImageFiles.bmp(8, 8, compression)))
                .isInstanceOf(ImageDecodingException.class)
                .hasMessage("BMP that holds a file of another format is not supported (convert it to PNG)");
    }

    @Test
    void aJpegOfVeryManyScansIsRefused() {
        // given
        byte[] progressive = ImageFiles.jpeg(ReferenceImages.pattern(40, 30), true);
        byte[] manyScans = ImageFiles.withMoreScans(progressive, 5_000);
        byte[] largeOfManyScans = ImageFiles.resized(ImageFiles.withMoreScans(progressive, 50), 8_000, 8_000);

        // then
        assertThat(ImageDecoder.decode(ImageFiles.withMoreScans(progressive, 5)).width())
                .isEqualTo(40);
        assertThatThrownBy(() -> ImageDecoder.decode(manyScans))
                .isInstanceOf(ImageLimitException.class)
                .hasMessage("JPEG of 1200 pixels has more than 100 scans, more than can be decoded in reasonable time");
        assertThatThrownBy(() -> ImageDecoder.decode(largeOfManyScans))
                .isInstanceOf(ImageLimitException.class)
                .hasMessageStartingWith("JPEG of 64000000 pixels has ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II*\0", "MM\0*", "II+\0", "RIFF\0\0\0\0WEBP"})
    void containersWithoutAnImageAreRefused(String beginning) {
        byte[] file = Arrays.copyOf(beginning.getBytes(StandardCharsets.ISO_8859_1), 500);

        assertThatThrownBy(() -> ImageDecoder.decode(file))
                .isInstanceOf(ImageDecodingException.class)
                .message()
                .matches("(TIFF|WebP) .*");
    }

    @Test
    void aTiffOfManyDirectoriesAndFieldsIsReadAsFarAsItsFirstImage() {
        // given: a directory that leads to itself, and fields that claim more values than there are
        byte[] loop = ImageFiles.tiff(40, 30, 1, new byte[40 * 30]);
        ByteBuffer.wrap(loop).order(ByteOrder.LITTLE_ENDIAN).putInt(ImageFiles.TIFF_NEXT_DIRECTORY, 8);
        byte[] claims = ImageFiles.tiff(40, 30, 1, new byte[40 * 30]);
        ByteBuffer.wrap(claims).order(ByteOrder.LITTLE_ENDIAN).putInt(ImageFiles.TIFF_OFFSET_COUNT, 1 << 30);

        // then
        assertThat(ImageDecoder.decode(loop).width()).isEqualTo(40);
        long allocated = AllocatedBytes.of(() ->
                assertThatThrownBy(() -> ImageDecoder.decode(claims)).hasMessageStartingWith("TIFF is truncated"));
        assertThat(allocated).isLessThan(MIB);
    }

    @Test
    void whatFollowsTheLastRowOfATiffIsNotInflated() {
        byte[] file = ImageFiles.tiff(40, 30, 8, ImageFiles.zeros(64 * MIB));

        long allocated = AllocatedBytes.of(
                () -> assertThat(ImageDecoder.decode(file).width()).isEqualTo(40));

        assertThat(allocated).isLessThan(4 * MIB);
    }

    @Test
    void aTiffThatIsTooShortForItsImageIsFoundOutBeforeThereIsMemoryForIt() {
        for (int compression : new int[] {1, 5, 8, 32_773}) {
            byte[] file = ImageFiles.tiff(8_000, 8_000, compression, ImageFiles.zeros(1_000));

            long allocated = AllocatedBytes.of(() -> assertThatThrownBy(() -> ImageDecoder.decode(file))
                    .isInstanceOf(ImageDecodingException.class)
                    .hasMessageStartingWith("TIFF is "));

            assertThat(allocated).isLessThan(MIB);
        }
    }

    @Test
    void longAndThinImagesTakeNoMoreMemoryThanOthersWhenTheyAreResized() {
        // given
        ClipBundle bundle = TestBundles.tinyClip();
        RgbImage line = new RgbImage(PixelLimit.MOST_EDGE, 1, new byte[PixelLimit.MOST_EDGE * 3]);
        RgbImage column = new RgbImage(1, PixelLimit.MOST_EDGE, new byte[PixelLimit.MOST_EDGE * 3]);

        // when
        long allocated = AllocatedBytes.of(() -> {
            ClipPreprocessor preprocessor = new ClipPreprocessor(bundle);
            preprocessor.preprocess(line);
            preprocessor.preprocess(column);
        });

        // then
        assertThat(allocated).isLessThan(16 * MIB);
    }

    @Test
    void imagesThatDoNotFitIntoMemoryTogetherAreDecodedOneAfterAnother() {
        // given
        ClipImageReader reader = new ClipImageReader(TestBundles.tinyClip(), ImageDecoder.DEFAULT_PIXELS, 1);
        byte[] file = PngEncoder.encode(ReferenceImages.pattern(90, 70));
        float[] expected = new ClipPreprocessor(TestBundles.tinyClip()).preprocess(ImageDecoder.decode(file));

        // when
        List<float[]> read = Stream.generate(() -> file)
                .limit(64)
                .parallel()
                .map(reader::read)
                .toList();

        // then
        assertThat(read).allSatisfy(values -> assertThat(values).isEqualTo(expected));
        assertThat(catchThrowable(() -> reader.read(ImageFiles.png(18_900, 18_900, 8, 2, false, 100))))
                .isInstanceOf(ImageLimitException.class);
        assertThat(reader.read(file)).isEqualTo(expected);
    }
}
