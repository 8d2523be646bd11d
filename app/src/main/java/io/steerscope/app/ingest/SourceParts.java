package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.schemas.text.VisibleText;

/**
 * What a source consists of.
 *
 * @param parts files that have rows, in the order in which they are read
 * @param root folder outside of which no image may lie
 * @param images image files of a folder, each of which must have a row; empty for other sources
 */
record SourceParts(List<Part> parts, Path root, List<Path> images) {

    private static final Set<String> IMAGE_ENDINGS =
            Set.of("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "jfif", "avif", "heic");
    private static final Set<String> PACKED = Set.of("gz", "tgz", "zip", "zst", "bz2", "xz", "7z", "rar");
    private static final Pattern RANGE = Pattern.compile("\\{([0-9]+)\\.\\.([0-9]+)}");
    private static final String METADATA = "metadata";
    private static final String FORMS =
            "a folder with metadata.csv, metadata.jsonl or metadata.parquet, a table (.csv, .jsonl, .parquet), or .tar files";

    /**
     * Looks what a source is.
     *
     * @param root the folder of all images, or null for that of the source
     * @throws ActionableException if it is none
     */
    static SourceParts of(String source, @Nullable Path root) throws IOException {
        if (source.contains("://")) {
            throw new ActionableException(
                    VisibleText.of(source) + " is an address: download it, and name the folder or file");
        }
        Path path;
        try {
            path = Path.of(source);
        } catch (InvalidPathException e) {
            throw new ActionableException(FieldText.quoted(source) + " is no name of a file: correct it", e);
        }
        if (Files.isDirectory(path)) {
            return ofFolder(path, root);
        }
        if (Files.exists(path)) {
            return ofFile(path, root);
        }
        List<Path> matching = matching(source);
        if (matching.isEmpty()) {
            throw new ActionableException(VisibleText.of(source) + " is not there: name " + FORMS);
        }
        return shards(matching, root);
    }

    private static SourceParts ofFile(Path file, @Nullable Path root) {
        String ending = ending(file);
        if (ending.equals("tar")) {
            return shards(List.of(file), root);
        }
        Optional<Part.Form> form = form(ending);
        if (form.isEmpty()) {
            throw new ActionableException(
                    PACKED.contains(ending)
                            ? file + " is compressed: unpack it, and name what was in it"
                            : file + " is no source of images: name " + FORMS);
        }
        Path folder = root == null ? folder(file) : root;
        return new SourceParts(List.of(new Part(0, file, form.get(), folder, "")), folder, List.of());
    }

    private static SourceParts shards(List<Path> files, @Nullable Path root) {
        List<Part> parts = new ArrayList<>();
        for (Path file : files) {
            String ending = ending(file);
            if (!ending.equals("tar")) {
                throw new ActionableException(file
                        + (PACKED.contains(ending)
                                ? " is compressed: unpack it to .tar"
                                : " is no .tar: name shards alone"));
            }
            parts.add(new Part(parts.size(), file, Part.Form.TAR, folder(file), file.getFileName() + "/"));
        }
        return new SourceParts(parts, root == null ? folder(files.get(0)) : root, List.of());
    }

    private static SourceParts ofFolder(Path folder, @Nullable Path root) throws IOException {
        Found found = new Found(folder);
        Files.walkFileTree(folder, found);
        if (!found.metadata.isEmpty()) {
            List<Part> parts = new ArrayList<>();
            for (Path file : found.metadata.stream().sorted().toList()) {
                Path own = folder(file);
                parts.stream()
                        .filter(part -> folder(part.file()).equals(own))
                        .findFirst()
                        .ifPresent(other -> {
                            throw new ActionableException("%s and %s say both what is in one folder: keep one of them"
                                    .formatted(other.file(), file.getFileName()));
                        });
                String prefix = folder.relativize(own)
                        .toString()
                        .replace(own.getFileSystem().getSeparator(), "/");
                parts.add(new Part(
                        parts.size(),
                        file,
                        form(ending(file)).orElseThrow(),
                        own,
                        prefix.isEmpty() ? "" : prefix + "/"));
            }
            return new SourceParts(parts, root == null ? folder : root, List.copyOf(found.images));
        }
        if (!found.tars.isEmpty()) {
            return shards(found.tars.stream().sorted().toList(), root);
        }
        throw new ActionableException(
                "%s holds neither metadata.csv, metadata.jsonl or metadata.parquet nor .tar files%s"
                        .formatted(
                                folder,
                                found.images.isEmpty()
                                        ? ": name another folder"
                                        : ": write metadata.csv with the columns file_name and target, a row for each of its "
                                                + found.images.size() + " images"));
    }

    /** The files that a pattern with ranges in braces, or of a shell, stands for. */
    private static List<Path> matching(String source) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : ranges(source)) {
            if (!name.matches(".*[*?\\[{].*")) {
                if (!Files.exists(Path.of(name)) && !name.equals(source)) {
                    throw new ActionableException("%s of %s is not there: correct the range, or write the shard"
                            .formatted(VisibleText.of(name), VisibleText.of(source)));
                }
                if (Files.exists(Path.of(name))) {
                    files.add(Path.of(name));
                }
                continue;
            }
            Path pattern = Path.of(name);
            Path folder = folder(pattern);
            if (Files.isDirectory(folder)) {
                try (DirectoryStream<Path> found =
                        Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
                    List<Path> sorted = new ArrayList<>();
                    found.forEach(sorted::add);
                    sorted.stream().sorted().forEach(files::add);
                }
            }
        }
        return files;
    }

    /** {@code a{08..10}} as {@code a08}, {@code a09}, {@code a10}. */
    private static List<String> ranges(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.find() || range.group(1).length() > 9 || range.group(2).length() > 9) {
            return List.of(text);
        }
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (last < first || last - first > 1_000_000) {
            throw new ActionableException(
                    "%s has a range that holds nothing, or too much: correct it".formatted(VisibleText.of(text)));
        }
        String form = range.group(1).startsWith("0") ? "%0" + range.group(1).length() + "d" : "%d";
        List<String> all = new ArrayList<>();
        for (int i = first; i <= last; i++) {
            all.addAll(ranges(text.substring(0, range.start()) + form.formatted(i) + text.substring(range.end())));
        }
        return all;
    }

    private static Optional<Part.Form> form(String ending) {
        return switch (ending) {
            case "csv" -> Optional.of(Part.Form.CSV);
            case "jsonl" -> Optional.of(Part.Form.JSON_LINES);
            case "parquet" -> Optional.of(Part.Form.PARQUET);
            default -> Optional.empty();
        };
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Path folder(Path file) {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** What of a folder matters; hidden files and folders are passed over. */
    private static final class Found extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> metadata = new ArrayList<>();
        private final List<Path> tars = new ArrayList<>();
        private final List<Path> images = new ArrayList<>();

        Found(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || !isHidden(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            String ending = ending(file);
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (form(ending).isPresent() && name.equals(METADATA + "." + ending)) {
                metadata.add(file);
            } else if (ending.equals("tar")) {
                tars.add(file);
            } else if (IMAGE_ENDINGS.contains(ending)) {
                images.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path file) {
            return String.valueOf(file.getFileName()).startsWith(".");
        }
    }
}
