package io.steerscope.inference.image;

import java.io.IOException;

/**
 * Decodes the first image of one TIFF or BigTIFF file to 8-bit RGB as {@code TiffImagePlugin} of Pillow does: black and
 * white, grey, palettes, RGB and CMYK of up to 8 bits, in strips, tiles or planes. The orientation that a file asks for
 * is applied, as Pillow does for TIFF alone; colour profiles are ignored. Other kinds are refused by name.
 */
final class TiffDecoder {

    private static final int RGB_BYTES = 3;
    private static final int MOST_COLOURS = 256;
    private static final int SEPARATE_PLANES = 2;

    private final byte[] file;
    private final TiffDirectory directory;
    private final TiffKind kind;
    private final int width;
    private final int height;

    private TiffDecoder(byte[] file) {
        this.file = file;
        this.directory = new TiffDirectory(file);
        this.width = directory.first(TiffDirectory.WIDTH, 0);
        this.height = directory.first(TiffDirectory.HEIGHT, 0);
        this.kind = TiffKind.of(directory);
    }

    /** @param sizes asked before memory for the image is allocated */
    static RgbImage decode(byte[] file, SizeCheck sizes) throws IOException {
        return new TiffDecoder(file).decode(sizes);
    }

    private RgbImage decode(SizeCheck sizes) throws IOException {
        int orientation = directory.first(TiffDirectory.ORIENTATION, 1);
        boolean turned = orientation > 1 && orientation <= 8;
        boolean mapped = kind.samples() != 3 && kind.bits() == 8 && TiffSamples.isOneUncompressedStrip(directory);
        if (orientation >= 5 && turned && mapped) {
            throw TiffKind.unsupported("that is turned, uncompressed and in one piece");
        }
        sizes.accept("TIFF", width, height, kind.samples() + (turned ? 2 : 1) * RGB_BYTES);
        boolean planar = kind.samples() > 1 && directory.first(TiffDirectory.PLANES, 1) == SEPARATE_PLANES;
        int planes = planar ? kind.samples() : 1;
        int samplesOfPlane = kind.samples() / planes;
        TiffSamples samples = new TiffSamples(file, directory, kind.bits(), samplesOfPlane, width, height);
        byte[][] rows = new byte[planes][];
        for (int plane = 0; plane < planes; plane++) {
            rows[plane] = samples.plane(plane, planes);
        }
        byte[] rgb = new byte[width * height * RGB_BYTES];
        TiffColours colours = new TiffColours(kind, palette());
        int[] pixel = new int[kind.samples()];
        int out = 0;
        for (int y = 0; y < height; y++) {
            int row = y * samples.rowBytes();
            for (int x = 0; x < width; x++, out += RGB_BYTES) {
                for (int sample = 0; sample < pixel.length; sample++) {
                    pixel[sample] =
                            planar ? rows[sample][row + x] & 0xff : sample(rows[0], row, x * samplesOfPlane + sample);
                }
                colours.write(pixel, rgb, out);
            }
        }
        RgbImage image = new RgbImage(width, height, rgb);
        return turned ? Orientation.applied(image, orientation) : image;
    }

    private int sample(byte[] rows, int row, int index) {
        int bit = index * kind.bits();
        return (rows[row + (bit >> 3)] & 0xff) >> 8 - kind.bits() - (bit & 7) & (1 << kind.bits()) - 1;
    }

    /** The upper 8 bits of the colours; black where the file has none. */
    private byte[] palette() {
        byte[] palette = new byte[MOST_COLOURS * RGB_BYTES];
        if (kind.photometric() != TiffKind.PALETTE) {
            return palette;
        }
        long[] map = directory.all(TiffDirectory.COLOUR_MAP);
        int colours = map.length / RGB_BYTES;
        if (colours == 0 || colours > MOST_COLOURS || map.length % RGB_BYTES != 0) {
            throw new ImageDecodingException("TIFF has a palette of " + map.length + " numbers");
        }
        for (int i = 0; i < colours; i++) {
            for (int channel = 0; channel < RGB_BYTES; channel++) {
                palette[i * RGB_BYTES + channel] = (byte) (map[channel * colours + i] >> 8);
            }
        }
        return palette;
    }
}
