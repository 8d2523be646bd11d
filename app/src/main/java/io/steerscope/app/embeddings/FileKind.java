package io.steerscope.app.embeddings;

import java.util.List;
import java.util.Optional;

/**
 * What a file is that was taken for a table or vectors and is none, by its first bytes.
 *
 * @param what in words that follow "is"
 * @param remedy what makes it one that can be read, with a semicolon and a space behind it; empty where nothing does
 */
public record FileKind(String what, String remedy) {

    private static final String UNPACK = "unpack it; ";
    private static final String EXPORT = "write its vectors as text or a table; ";

    private record Beginning(String bytes, FileKind kind) {}

    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning("\u0089PNG", new FileKind("a PNG image", "")),
            new Beginning("\u00FF\u00D8\u00FF", new FileKind("a JPEG image", "")),
            new Beginning("\u001F\u008B", new FileKind("compressed by gzip", UNPACK)),
            new Beginning("PK\u0003\u0004", new FileKind("a ZIP archive", UNPACK)),
            new Beginning("BZh", new FileKind("compressed by bzip2", UNPACK)),
            new Beginning("\u00FD7zXZ", new FileKind("compressed by xz", UNPACK)),
            new Beginning("(\u00B5/\u00FD", new FileKind("compressed by Zstandard", UNPACK)),
            new Beginning("\u0093NUMPY", new FileKind("an array of NumPy without names", EXPORT)),
            new Beginning("\u0089HDF", new FileKind("HDF5", EXPORT)),
            new Beginning("\u0080\u0002", new FileKind("a pickle of Python", EXPORT)),
            new Beginning("\u0080\u0003", new FileKind("a pickle of Python", EXPORT)),
            new Beginning("\u0080\u0004", new FileKind("a pickle of Python", EXPORT)),
            new Beginning("\u0080\u0005", new FileKind("a pickle of Python", EXPORT)),
            new Beginning("\u00BA\u0016O/", new FileKind("a model of fastText", "take its .vec file; ")),
            new Beginning("\u00FF\u00FE", new FileKind("text in UTF-16", "save it as UTF-8; ")),
            new Beginning("\u00FE\u00FF", new FileKind("text in UTF-16", "save it as UTF-8; ")),
            new Beginning("{", new FileKind("JSON", "")),
            new Beginning("[", new FileKind("JSON", "")));

    /**
     * What a file is; empty if its beginning does not say so.
     *
     * @param beginning its first bytes as characters of their number
     */
    public static Optional<FileKind> of(String beginning) {
        String stripped = beginning.strip();
        return BEGINNINGS.stream()
                .filter(known -> beginning.startsWith(known.bytes()) || stripped.startsWith(known.bytes()))
                .map(Beginning::kind)
                .findFirst();
    }

    /**
     * What to say of the file.
     *
     * @param wanted what it was to be
     * @param read the forms of that
     */
    public String fault(String wanted, String read) {
        return "is %s, and no %s: %sread are %s".formatted(what, wanted, remedy, read);
    }
}
