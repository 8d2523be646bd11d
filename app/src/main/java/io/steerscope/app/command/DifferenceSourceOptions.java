package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where the vectors of images and texts come from, and how what was found is printed. */
final class DifferenceSourceOptions {

    @Option(
            names = "--vectors",
            paramLabel = "FILE",
            description = "What is asked with its vectors in one JSON file, in place of tables. Several are compared.")
    private List<Path> vectors = List.of();

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "A CLIP that embeds the texts and, with --images, the images. Several are compared over the"
                    + " same images.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder of the images, which the tables name by their path within it.")
    private @Nullable Path images;

    @Option(
            names = "--embeddings",
            paramLabel = "FILE",
            description = "Embeddings of the images in place of --images: CSV (columns image, e0, e1, ..) or Parquet"
                    + " (image and a column of lists). Several are compared, each with its --texts.")
    private List<Path> embeddings = List.of();

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description =
                    "Embeddings of the texts, with the column text or prompt, in place of --bundle (default: those"
                            + " of --embeddings, if it is Parquet).")
    private List<Path> texts = List.of();

    @Mixin
    private VectorColumnOptions columns;

    @Mixin
    private BundleRunOptions run;

    @Mixin
    private ImageLimitOptions limits;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    /**
     * Checks the options.
     *
     * @throws ParameterException unless they name one kind of source, each once
     * @throws IOException if a file cannot be read
     */
    void check(CommandSpec spec) throws IOException {
        boolean tables = !embeddings.isEmpty();
        require(
                spec,
                !vectors.isEmpty() || tables || !bundles.isEmpty(),
                "give vectors: --bundle DIR with --images DIR, --embeddings FILE, or --vectors FILE");
        if (!vectors.isEmpty()) {
            require(
                    spec,
                    !tables && bundles.isEmpty() && images == null && texts.isEmpty(),
                    "--vectors hold everything: give no --bundle, --images, --embeddings or --texts with them");
        } else if (tables) {
            require(spec, images == null, "give --embeddings or --images, not both");
            require(spec, texts.isEmpty() || bundles.isEmpty(), "give --texts or --bundle for the texts, not both");
            require(
                    spec,
                    texts.isEmpty() || texts.size() == embeddings.size(),
                    "give as many --texts as --embeddings, in the same order: %d and %d"
                            .formatted(texts.size(), embeddings.size()));
            require(
                    spec,
                    bundles.isEmpty() || bundles.size() == embeddings.size(),
                    "give as many --bundle as --embeddings, in the same order: %d and %d"
                            .formatted(bundles.size(), embeddings.size()));
        } else {
            require(spec, images != null, "--bundle takes the images from --images DIR or --embeddings FILE");
            require(spec, texts.isEmpty(), "--texts go with --embeddings: of --images a bundle embeds the texts");
        }
        requireDifferent(spec, "--vectors", vectors);
        requireDifferent(spec, tables ? "--embeddings" : "--bundle", tables ? embeddings : bundles);
        columns.check(spec, embeddings, texts.isEmpty() ? embeddings : texts);
    }

    /** A source that stands there twice would be a column of the same name. */
    private static void requireDifferent(CommandSpec spec, String option, List<Path> paths) {
        Set<Path> seen = new HashSet<>();
        for (Path path : paths) {
            require(
                    spec,
                    seen.add(path.toAbsolutePath().normalize()),
                    "%s %s is given twice: give each once".formatted(option, path));
        }
    }

    static void require(CommandSpec spec, boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    List<Path> vectors() {
        return vectors;
    }

    List<Path> bundles() {
        return bundles;
    }

    @Nullable
    Path images() {
        return images;
    }

    List<Path> embeddings() {
        return embeddings;
    }

    List<Path> texts() {
        return texts;
    }

    VectorColumnOptions columns() {
        return columns;
    }

    BundleRunOptions run() {
        return run;
    }

    ImageLimitOptions limits() {
        return limits;
    }

    ReportFormat format() {
        return format;
    }

    /** All files that are read. */
    List<Path> inputs() {
        List<Path> inputs = new ArrayList<>(vectors);
        inputs.addAll(embeddings);
        inputs.addAll(texts);
        return inputs;
    }
}
