package io.steerscope.inference.torch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The libtorch that a user names by {@code PYTORCH_LIBRARY_PATH}, such as the folder {@code torch/lib} of an installed
 * PyTorch. DJL would take one for the CPU where the folder holds none, and looks for a JNI library of a kind that is no
 * longer published where {@code PYTORCH_FLAVOR} is not set.
 */
final class LibtorchFolder {

    /** The kinds of libtorch for which DJL's JNI library is on the class path. */
    private static final String CUDA_FLAVOR = "cu128";

    private static final String CPU_FLAVOR = "cpu";

    /** The only version that DJL's JNI library can be linked with: another one ends the whole process. */
    private static final String VERSION = "2.7.1";

    /** PyTorch's {@code torch/version.py}, and the {@code build-version} of pytorch.org's archive of libtorch. */
    private static final Pattern STATED_VERSION = Pattern.compile("(?m)^(?:__version__ = ')?(\\d+\\.\\d+\\.\\d+)");

    private LibtorchFolder() {}

    /**
     * The kind of libtorch in a search path.
     *
     * @param searchPath folders, separated as in a class path
     * @throws IllegalArgumentException if no folder holds a libtorch, or one that states another version
     */
    static String flavor(String searchPath) {
        Optional<Path> folder = Stream.of(searchPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(candidate -> Files.isRegularFile(candidate.resolve(System.mapLibraryName("torch"))))
                .findFirst();
        if (folder.isEmpty()) {
            throw new IllegalArgumentException("PYTORCH_LIBRARY_PATH is " + searchPath + ", where there is no "
                    + System.mapLibraryName("torch")
                    + ": name the folder torch/lib of PyTorch " + VERSION
                    + ", or leave it unset (see docs/devices.md)");
        }
        statedVersion(folder.get()).filter(version -> !version.equals(VERSION)).ifPresent(version -> {
            throw new IllegalArgumentException("PYTORCH_LIBRARY_PATH names PyTorch " + version + " in " + folder.get()
                    + ": name the folder torch/lib of PyTorch " + VERSION
                    + ", or leave it unset (see docs/devices.md)");
        });
        return Files.isRegularFile(folder.get().resolve(System.mapLibraryName("torch_cuda")))
                ? CUDA_FLAVOR
                : CPU_FLAVOR;
    }

    private static Optional<String> statedVersion(Path folder) {
        return Stream.of("version.py", "build-version")
                .map(folder.toAbsolutePath()::resolveSibling)
                .filter(Files::isRegularFile)
                .map(LibtorchFolder::text)
                .map(STATED_VERSION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .findFirst();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
