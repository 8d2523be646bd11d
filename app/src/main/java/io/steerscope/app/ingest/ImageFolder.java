package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.steerscope.schemas.table.FieldText;

/** Finds the files that rows name, all of which lie in one folder. */
final class ImageFolder {

    private final Path root;
    private final Path real;
    private final boolean suggests;
    private final FileNames names = new FileNames();

    /**
     * @param root outside of which no image may lie
     * @param suggests whether to look for what a name that is not there may have meant
     */
    ImageFolder(Path root, boolean suggests) throws IOException {
        this.root = root;
        this.real = root.toRealPath();
        this.suggests = suggests;
    }

    /** A name that names no image; the message says why, and how to mend it. */
    static final class NameFault extends Exception {

        private static final long serialVersionUID = 1L;

        NameFault(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The file that a name names, which may be in another Unicode form.
     *
     * @param base folder that it is relative to
     * @throws NameFault if there is none, or it may not be read
     */
    Path find(String name, Path base) throws NameFault {
        if (name.contains("://")) {
            throw fault(name, "is an address: download the image, and name the file");
        }
        Path named;
        try {
            named = base.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw fault(name, "is no name of a file: correct it");
        }
        if (!named.toAbsolutePath().normalize().startsWith(root.toAbsolutePath().normalize())) {
            throw fault(
                    name,
                    "is outside of %s: move it there, or name the folder of all images with --root".formatted(root));
        }
        if (!Files.exists(named)) {
            named = names.inOtherForm(named).orElse(named);
        }
        if (Files.isDirectory(named)) {
            throw fault(name, "is a folder: name a file in it");
        }
        try {
            if (!named.toRealPath().startsWith(real)) {
                throw fault(
                        name,
                        "is a link that leads out of %s: put the file itself there, or name the folder of all images with --root"
                                .formatted(root));
            }
        } catch (IOException e) {
            throw fault(name, "is not in %s%s".formatted(base, remedy(name, named)));
        }
        return named;
    }

    private String remedy(String name, Path named) {
        if (name.contains("\\")) {
            return ": write / between the names of folders";
        }
        Optional<String> other = suggests ? alike(named) : Optional.empty();
        return other.map(file -> ", which has %s: correct the name".formatted(FieldText.quoted(file)))
                .orElse(": correct the name, or leave the row out");
    }

    /** A file of the same folder whose name differs in letter case or in its ending. */
    private static Optional<String> alike(Path named) {
        Path folder = named.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Optional.empty();
        }
        String wanted = stem(named);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> stem(file).equals(wanted))
                    .filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static NameFault fault(String name, String text) {
        return new NameFault("image %s %s".formatted(FieldText.quoted(name), text));
    }
}
