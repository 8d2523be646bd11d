package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.steerscope.app.failure.ActionableException;

/** The images that arguments stand for: a file for itself, a folder for the images in it. */
final class ImageArguments {

    private static final Set<String> SUFFIXES = Set.of("png", "jpg", "jpeg", "bmp", "gif");

    private ImageArguments() {}

    /**
     * The files, those of a folder in the order of their names.
     *
     * @throws ActionableException if a folder holds no image
     */
    static List<Path> files(List<Path> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                files.addAll(imagesIn(argument));
            } else {
                files.add(argument);
            }
        }
        return files;
    }

    private static List<Path> imagesIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> images = entries.filter(ImageArguments::isImage).sorted().toList();
            if (images.isEmpty()) {
                throw new ActionableException(folder + " holds no image (*.png, *.jpg, *.jpeg, *.bmp, *.gif)");
            }
            return images;
        }
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName());
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return SUFFIXES.contains(suffix) && Files.isRegularFile(file);
    }
}
