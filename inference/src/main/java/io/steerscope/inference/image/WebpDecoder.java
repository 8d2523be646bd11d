package io.steerscope.inference.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import com.luciad.imageio.webp.WebPImageReaderSpi;

/**
 * Decodes one WebP file to 8-bit RGB as Pillow does, with the same library, libwebp: lossy and lossless, alpha dropped,
 * profiles and orientation ignored. Of an animation, the first frame lies on a black canvas.
 */
final class WebpDecoder {

    /** Of the pixels in native memory and on the heap, and of the RGB samples. */
    private static final int BYTES_PER_PIXEL = 11;

    private static final int RGB_BYTES = 3;
    private static final int EXTENDED_BYTES = 10;
    private static final int ALPHA = 0x10;

    private final byte[] file;
    private final WebpChunks chunks;

    private WebpDecoder(byte[] file) {
        this.file = file;
        this.chunks = new WebpChunks(file);
    }

    /** @param sizes asked before memory for the image is allocated */
    static RgbImage decode(byte[] file, SizeCheck sizes) throws IOException {
        WebpDecoder decoder = new WebpDecoder(file);
        sizes.accept("WebP", decoder.chunks.width(), decoder.chunks.height(), BYTES_PER_PIXEL);
        return decoder.decode();
    }

    private RgbImage decode() throws IOException {
        int width = chunks.width();
        int height = chunks.height();
        byte[] rgb = new byte[width * height * RGB_BYTES];
        if (chunks.isAnimated()) {
            drawFirstFrame(rgb);
        } else {
            draw(pixels(file, chunks.end(), width, height), width, height, rgb, 0, 0);
        }
        return new RgbImage(width, height, rgb);
    }

    private void drawFirstFrame(byte[] rgb) throws IOException {
        int chunk = chunks.firstFrame();
        int from = chunk + WebpChunks.HEADER;
        int left = 2 * chunks.threeBytes(from);
        int top = 2 * chunks.threeBytes(from + 3);
        int width = 1 + chunks.threeBytes(from + 6);
        int height = 1 + chunks.threeBytes(from + 9);
        int data = from + WebpChunks.FRAME_HEADER;
        byte[] still = stillOf(data, chunks.length(chunk) - WebpChunks.FRAME_HEADER, width, height);
        draw(pixels(still, still.length, width, height), width, height, rgb, left, top);
    }

    /** A file of its own for the chunks of a frame. */
    private byte[] stillOf(int from, int length, int width, int height) {
        int header = WebpChunks.FIRST + WebpChunks.HEADER + EXTENDED_BYTES;
        return ByteBuffer.allocate(header + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(header + length - WebpChunks.HEADER)
                .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII))
                .putInt(EXTENDED_BYTES)
                .putInt(chunks.type(from).equals("VP8 ") ? 0 : ALPHA)
                .put(new byte[] {(byte) (width - 1), (byte) (width - 1 >> 8), (byte) (width - 1 >> 16)})
                .put(new byte[] {(byte) (height - 1), (byte) (height - 1 >> 8), (byte) (height - 1 >> 16)})
                .put(file, from, length)
                .array();
    }

    /** The pixels, with red in bits 16 to 23, green in 8 to 15 and blue in 0 to 7. */
    private static int[] pixels(byte[] bytes, int length, int width, int height) throws IOException {
        try {
            ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
            try (ImageInputStream stream =
                    new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes, 0, length))) {
                reader.setInput(stream, true, true);
                BufferedImage image = reader.read(0);
                if (image.getWidth() != width || image.getHeight() != height) {
                    throw new ImageDecodingException("WebP is damaged: its image has another size than it says");
                }
                return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            } finally {
                reader.dispose();
            }
        } catch (OutOfMemoryError e) {
            if (e.getMessage() != null) {
                throw e;
            }
            throw new ImageDecodingException("WebP is damaged, or libwebp has no memory for it", e);
        } catch (LinkageError e) {
            throw new ImageDecodingException(
                    "WebP cannot be decoded on this machine, for which there is no libwebp (convert it to PNG)", e);
        }
    }

    private void draw(int[] pixels, int width, int height, byte[] rgb, int left, int top) {
        int in = 0;
        for (int y = 0; y < height; y++) {
            int out = ((top + y) * chunks.width() + left) * RGB_BYTES;
            for (int x = 0; x < width; x++) {
                int pixel = pixels[in++];
                rgb[out++] = (byte) (pixel >> 16);
                rgb[out++] = (byte) (pixel >> 8);
                rgb[out++] = (byte) pixel;
            }
        }
    }
}
