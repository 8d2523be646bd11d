package io.steerscope.inference.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format of image files, told by how the content of a file begins; its name and extension do not matter. */
public enum ImageFormat {
    PNG("PNG", true),
    JPEG("JPEG", true),
    GIF("GIF", true),
    BMP("BMP", true),
    WEBP("WebP", true),
    TIFF("TIFF", true),
    AVIF("AVIF", false),
    HEIF("HEIF", false),
    JPEG_2000("JPEG 2000", false),
    JPEG_XL("JPEG XL", false),
    PHOTOSHOP("Photoshop (PSD)", false),
    ICON("Windows icon", false),
    MAC_ICON("macOS icon", false),
    DIRECT_DRAW("DirectDraw surface (DDS)", false),
    PORTABLE_ANY_MAP("Netpbm (PBM, PGM, PPM, PAM)", false),
    QOI("QOI", false),
    SGI("SGI", false),
    SVG("SVG", false),
    OPEN_EXR("OpenEXR", false),
    RADIANCE("Radiance HDR", false),
    FARBFELD("farbfeld", false);

    /** What is to be done about an image of another format, or about a file that holds none. */
    static final String SUPPORTED = "use PNG, JPEG, GIF, BMP, WebP or TIFF";

    /** The bytes from the beginning of a file that {@link #of} looks at. */
    public static final int BEGINNING_BYTES = 64;

    private final String label;
    private final boolean supported;

    ImageFormat(String label, boolean supported) {
        this.label = label;
        this.supported = supported;
    }

    /** The name of the format in messages. */
    public String label() {
        return label;
    }

    /**
     * The IANA media type of a format that is supported.
     *
     * @throws IllegalStateException if it is not supported
     */
    public String mediaType() {
        if (!supported) {
            throw new IllegalStateException("no media type of " + label);
        }
        return "image/" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether {@link ImageDecoder} decodes it. */
    public boolean isSupported() {
        return supported;
    }

    /**
     * The format of a file.
     *
     * @param file the file, or its first {@value #BEGINNING_BYTES} bytes at least
     * @return empty if it does not begin as an image does
     */
    public static Optional<ImageFormat> of(byte[] file) {
        ImageFormat[] all = values();
        return Arrays.stream(all).filter(format -> format.begins(file)).findFirst();
    }

    private boolean begins(byte[] file) {
        return switch (this) {
            case PNG -> at(file, 0, "\u0089PNG\r\n\u001a\n");
            case JPEG -> at(file, 0, "\u00ff\u00d8\u00ff");
            case GIF -> at(file, 0, "GIF87a") || at(file, 0, "GIF89a");
            case BMP -> BmpHeader.isFileHeader(file) || BmpHeader.isBitmapWithoutFileHeader(file);
            case WEBP -> at(file, 0, "RIFF") && at(file, 8, "WEBP");
            case TIFF -> at(file, 0, "II*\0") || at(file, 0, "MM\0*") || at(file, 0, "II+\0") || at(file, 0, "MM\0+");
            case AVIF -> at(file, 4, "ftypavi");
            case HEIF ->
                at(file, 4, "ftyphei") || at(file, 4, "ftyphev") || at(file, 4, "ftypmif1") || at(file, 4, "ftypmsf1");
            case JPEG_2000 -> at(file, 0, "\0\0\0\u000cjP  \r\n\u0087\n") || at(file, 0, "\u00ff\u004f\u00ff\u0051");
            case JPEG_XL -> at(file, 0, "\u00ff\n") || at(file, 0, "\0\0\0\u000cJXL ");
            case PHOTOSHOP -> at(file, 0, "8BPS");
            case ICON -> (at(file, 0, "\0\0\1\0") || at(file, 0, "\0\0\2\0")) && holdsIcons(file);
            case MAC_ICON -> at(file, 0, "icns");
            case DIRECT_DRAW -> at(file, 0, "DDS ");
            case PORTABLE_ANY_MAP ->
                file.length > 3
                        && file[0] == 'P'
                        && (file[1] >= '1' && file[1] <= '7' || file[1] == 'f' || file[1] == 'F' || file[1] == 'y')
                        && Character.isWhitespace(file[2])
                        && (Character.isDigit(file[3]) || file[3] == '#' || file[3] == 'W');
            case QOI -> at(file, 0, "qoif");
            case SGI -> at(file, 0, "\u0001\u00da");
            case SVG -> isSvg(file);
            case OPEN_EXR -> at(file, 0, "v/1\u0001");
            case RADIANCE -> at(file, 0, "#?RADIANCE") || at(file, 0, "#?RGBE");
            case FARBFELD -> at(file, 0, "farbfeld");
        };
    }

    private static boolean holdsIcons(byte[] file) {
        return file.length > 9 && file[4] != 0 && file[5] == 0 && file[9] == 0;
    }

    private static boolean isSvg(byte[] file) {
        String beginning = new String(file, 0, Math.min(file.length, BEGINNING_BYTES), StandardCharsets.ISO_8859_1);
        return beginning.stripLeading().startsWith("<svg");
    }

    private static boolean at(byte[] file, int offset, String bytes) {
        if (file.length < offset + bytes.length()) {
            return false;
        }
        for (int i = 0; i < bytes.length(); i++) {
            if ((file[offset + i] & 0xff) != bytes.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
