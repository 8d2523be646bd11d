package io.steerscope.inference.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import io.steerscope.inference.TestBundles;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the bytes, decoding gives an image within the limit or says in one line why not. */
class DamagedImageProperties {

    private static final long MOST_PIXELS = 1 << 16;

    /** The decoded image, its samples, what the decoder of the platform needs, and its classes at their first use. */
    private static final long MOST_BYTES = 32 << 20;

    private static final List<String> OTHERS = List.of(
            "gif-interlaced",
            "bmp-run-lengths",
            "jpeg-cmyk",
            "webp-lossy",
            "webp-lossless-alpha",
            "webp-animated-alpha",
            "tiff-tiff_lzw",
            "tiff-predictor-tiff_adobe_deflate",
            "tiff-strips-packbits",
            "tiff-orientation-6",
            "tiff-big");

    private static final List<byte[]> WHOLE = whole();

    @Property(tries = 4_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void damagedFilesAreImagesOrRefused(@ForAll("files") int file, @ForAll Random random) {
        check(damaged(WHOLE.get(file), random));
    }

    @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void pngsWithDamagedChunksAndRightChecksumsAreImagesOrRefused(@ForAll Random random) {
        // given
        byte[] png = WHOLE.get(random.nextInt(5));
        byte[] header = new byte[13];
        System.arraycopy(png, 16, header, 0, 13);
        header[random.nextInt(13)] = (byte) random.nextInt();
        if (random.nextBoolean()) {
            header[8 + random.nextInt(5)] = (byte) random.nextInt(17);
        }

        // then
        byte[] file = png.clone();
        System.arraycopy(header, 0, file, 16, 13);
        CRC32 checksum = new CRC32();
        checksum.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) checksum.getValue());
        check(file);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void randomBytesBehindTheBeginningOfAFormatAreImagesOrRefused(@ForAll("files") int file, @ForAll Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        System.arraycopy(WHOLE.get(file), 0, bytes, 0, Math.min(bytes.length, 2 + random.nextInt(30)));

        check(bytes);
    }

    @Provide
    Arbitrary<Integer> files() {
        return Arbitraries.integers().between(0, WHOLE.size() - 1);
    }

    private static void check(byte[] file) {
        long allocated = AllocatedBytes.of(() -> {
            try {
                RgbImage image = ImageDecoder.decode(file, MOST_PIXELS);
                assertThat((long) image.width() * image.height()).isLessThanOrEqualTo(MOST_PIXELS);
            } catch (ImageDecodingException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
            }
        });
        assertThat(allocated).isLessThan(MOST_BYTES);
    }

    private static byte[] damaged(byte[] file, Random random) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            // Headers decide more than pixels do.
            int place =
                    random.nextBoolean() ? random.nextInt(Math.min(bytes.length, 60)) : random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[place] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[place] = (byte) (random.nextBoolean() ? 0xff : 0);
                case 2 -> bytes[place] = (byte) random.nextInt();
                default -> {
                    for (int k = place; k < Math.min(bytes.length, place + 4); k++) {
                        bytes[k] = (byte) random.nextInt();
                    }
                }
            }
        }
        return switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length) + 1);
            case 1 -> without(bytes, random);
            default -> bytes;
        };
    }

    private static byte[] without(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bytes, 0, from);
        rest.write(bytes, to, bytes.length - to);
        return rest.size() == 0 ? new byte[] {1} : rest.toByteArray();
    }

    private static List<byte[]> whole() {
        RgbImage image = ReferenceImages.pattern(37, 23);
        List<byte[]> files = new ArrayList<>();
        files.add(PngEncoder.encode(image));
        files.add(ImageFiles.png(37, 23, 8, 2, true, 10_000));
        files.add(ImageFiles.png(37, 23, 16, 6, false, 10_000));
        files.add(ImageFiles.png(37, 23, 1, 0, false, 10_000));
        files.add(ImageFiles.png(37, 23, 4, 0, true, 10_000));
        files.add(ImageFiles.jpeg(image, false));
        files.add(ImageFiles.jpeg(image, true));
        files.add(ImageFiles.written(image, "gif"));
        files.add(ImageFiles.written(image, "bmp"));
        files.add(ImageFiles.bmp(16, 16, 0));
        files.add(ImageFiles.gif(30, 30, 30, 30));
        for (String name : OTHERS) {
            files.add(TestBundles.bytes(TestBundles.reference("images/" + name)));
        }
        return files;
    }
}
