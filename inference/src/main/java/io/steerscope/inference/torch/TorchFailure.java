package io.steerscope.inference.torch;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steerscope.inference.bundle.BundleException;

/**
 * What libtorch means by an exception. Its texts are long: a trace of the TorchScript interpreter comes before the
 * error, and the native stack may come after it.
 */
final class TorchFailure {

    /** Allocators of CUDA and of the CPU (Linux, then Windows), the CUDA driver, and its libraries. */
    private static final List<Pattern> OUT_OF_MEMORY = List.of(
            Pattern.compile("CUDA out of memory\\.(?: Tried to allocate [\\d.]+ \\w+)?"),
            Pattern.compile("can't allocate memory: you tried to allocate \\d+ bytes"),
            Pattern.compile("not enough memory: you tried to allocate \\d+ bytes"),
            Pattern.compile("CUDA error: out of memory"),
            Pattern.compile("CU(?:BLAS|DNN|SOLVER)_STATUS_ALLOC_FAILED"));

    private static final Pattern ERROR = Pattern.compile("(?m)^(?:[\\w.]*Error: )(.+)$");
    private static final int MAX_LENGTH = 300;

    private TorchFailure() {}

    /** The failure of a module, in a line that names its file, unless memory was short. */
    static RuntimeException of(Path file, RuntimeException failure) {
        String text = String.valueOf(failure.getMessage());
        for (Pattern pattern : OUT_OF_MEMORY) {
            Matcher matcher = pattern.matcher(text);
            if (matcher.find()) {
                return new OutOfMemoryException(matcher.group(), failure);
            }
        }
        return new BundleException(file + " failed: " + line(text), failure);
    }

    /** The line of a text that says what went wrong. */
    static String line(String text) {
        Matcher errors = ERROR.matcher(text);
        String line = errors.find()
                ? errors.group(1)
                : text.lines()
                        .filter(candidate -> !candidate.isBlank())
                        .findFirst()
                        .orElse("no message");
        String stripped = line.strip();
        return stripped.length() <= MAX_LENGTH ? stripped : stripped.substring(0, MAX_LENGTH) + "…";
    }
}
