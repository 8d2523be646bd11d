package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.ingest.ColumnMapping;
import io.steerscope.app.ingest.SourceOptions;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.schemas.limit.RecordLimits;

/** Options of how images that were made elsewhere are read. */
final class ImageSourceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--columns",
            paramLabel = "WHAT=NAME,...",
            split = ",",
            hideParamSyntax = true,
            description =
                    "Which columns say what, where they have other names: file, target, source, category, pair_id,"
                            + " method, alpha, seed, generator, like target=caption,file=img.")
    private List<String> columns = List.of();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Folder outside of which no image may lie, and that the names in a table are relative to"
                    + " (default: that of the source).")
    private @Nullable Path root;

    @Option(
            names = "--allow-unlisted",
            description = "Leave out images of a folder that have no row (default: they are a mistake).")
    private boolean allowUnlisted;

    /** The first of these options that was given. */
    @Nullable
    String given() {
        return !columns.isEmpty() ? "--columns" : root != null ? "--root" : allowUnlisted ? "--allow-unlisted" : null;
    }

    SourceOptions of(
            String source, String generator, RecordLimits limits, boolean largeImages, List<ClipBundle> scorers) {
        if (root != null && !Files.isDirectory(root)) {
            throw new ActionableException("--root " + root + " is no folder; name that of the images");
        }
        ColumnMapping mapping;
        try {
            mapping = ColumnMapping.parse(columns);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
        }
        return new SourceOptions(source, mapping, root, generator, allowUnlisted, limits, largeImages, scorers);
    }

    /** The id of an experiment that has no other name than its source. */
    static String experimentId(String source) {
        String[] names = source.replaceAll("/+$", "").split("/");
        String name = names[names.length - 1].replaceFirst("\\.[A-Za-z0-9]+$", "");
        String id = name.replaceAll("[^A-Za-z0-9._-]", "-");
        return id.isEmpty() ? "images" : id;
    }
}
