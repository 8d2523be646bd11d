package io.steerscope.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.image.ImageFormat;
import io.steerscope.schemas.text.VisibleText;

/**
 * The images that arguments stand for: a file for itself, a folder for the images in it and in the folders within.
 *
 * <p>The content of a file of a folder says whether it is an image. A file whose name says so too, and one that cannot
 * be opened, is taken as one, for its reader to say what is wrong with it. Hidden files and folders are passed over.
 *
 * @param files the images, those of a folder in the order of their paths
 * @param leftOut one line for each folder with files that are no images, which names the first of them
 */
record ImageArguments(List<Path> files, List<String> leftOut) {

    private static final Set<String> SUFFIXES = Set.of(
            "png", "apng", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "webp", "tif", "tiff", "avif", "heic",
            "jp2", "jxl");
    private static final int MOST_NAMED = 10;

    ImageArguments {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /** @throws ActionableException if a folder holds no image */
    static ImageArguments of(List<Path> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (Path argument : arguments) {
            if (!Files.isDirectory(argument)) {
                files.add(argument);
                continue;
            }
            Folder folder = new Folder(argument);
            Files.walkFileTree(argument, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, folder);
            if (folder.images.isEmpty()) {
                throw new ActionableException(
                        argument + " holds no image" + (folder.others.isEmpty() ? "" : ": " + folder.line()));
            }
            folder.images.stream().sorted().forEach(files::add);
            if (!folder.others.isEmpty()) {
                leftOut.add(argument + ": " + folder.line());
            }
        }
        return new ImageArguments(files, leftOut);
    }

    /** Tells images from other files. */
    private static final class Folder extends SimpleFileVisitor<Path> {

        private final Path root;
        private final List<Path> images = new ArrayList<>();
        private final List<Path> others = new ArrayList<>();

        Folder(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.equals(root) || !isHidden(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file)) {
                (attributes.isRegularFile() && isImage(file) ? images : others).add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A folder that leads back to itself or must not be looked into, or a link to nothing. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!isHidden(file)) {
                others.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path file) {
            return name(file).startsWith(".");
        }

        private static boolean isImage(Path file) {
            String name = name(file);
            if (SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
                return true;
            }
            try (InputStream in = Files.newInputStream(file)) {
                return ImageFormat.of(in.readNBytes(ImageFormat.BEGINNING_BYTES))
                        .isPresent();
            } catch (IOException e) {
                return true;
            }
        }

        private static String name(Path file) {
            return String.valueOf(file.getFileName());
        }

        String line() {
            String named = others.stream()
                    .sorted()
                    .limit(MOST_NAMED)
                    .map(file -> VisibleText.of(root.relativize(file).toString()))
                    .collect(Collectors.joining(", "));
            int rest = others.size() - MOST_NAMED;
            return "left out, no %s: %s%s"
                    .formatted(
                            others.size() == 1 ? "image" : "images", named, rest > 0 ? " and " + rest + " more" : "");
        }
    }
}
