package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.embeddings.EmbeddingReader;
import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;

/** Options of commands that read embeddings from files. */
final class EmbeddingFileOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--embeddings",
            paramLabel = "FILE",
            description = {
                "Embeddings of images, CSV (columns e0, e1, ..) or Parquet (a column of lists): a row for",
                "each image, named by pair_id, alpha, seed and method, or by image."
            })
    private @Nullable Path images;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description = {
                "Embeddings of texts, with the columns pair_id and role (source, target), or image and",
                "role (prompt, if left out); not needed where the table of images has them."
            })
    private @Nullable Path texts;

    @Mixin
    private VectorColumnOptions columns;

    @Option(
            names = "--scorer",
            paramLabel = "NAME",
            description = "Which scorer's vectors, of a table with those of several in a column scorer.")
    private @Nullable String scorer;

    /** Whether a table of images is named. */
    boolean isGiven() {
        return images != null;
    }

    /**
     * The table of images.
     *
     * @throws ParameterException if none is named
     */
    Path images() {
        if (images == null) {
            throw new ParameterException(spec.commandLine(), "--embeddings FILE is missing");
        }
        return images;
    }

    /** The scorer that is named. */
    Optional<String> scorer() {
        return Optional.ofNullable(scorer);
    }

    /** The table of texts, where it is one of its own. */
    @Nullable
    Path texts() {
        return texts;
    }

    /** Whether the images are of pairs, by the columns of their table alone. */
    boolean isByPair() throws IOException {
        return EmbeddingReader.isByPair(source());
    }

    /**
     * Whether the texts of images are those of pairs, source and target: false of images that are named by pairs, but
     * have target texts alone, which are their prompts.
     */
    boolean hasTextsOfPairs() throws IOException {
        return isByPair() && !hasTargetsAlone(EmbeddingReader.textRoles(source()));
    }

    private static boolean hasTargetsAlone(Set<TextRole> roles) {
        return roles.contains(TextRole.TARGET) && !roles.contains(TextRole.SOURCE);
    }

    /** The table, every image of which has the texts that are needed; target texts alone are its prompts. */
    EmbeddingTable read(Set<TextRole> needed) throws IOException {
        EmbeddingSource source = source();
        if (texts == null && needed.contains(TextRole.PROMPT)) {
            Set<TextRole> roles = EmbeddingReader.textRoles(source);
            if (hasTargetsAlone(roles) && !roles.contains(TextRole.PROMPT)) {
                return EmbeddingReader.read(source.withTargetsAsPrompts(), needed);
            }
        }
        return EmbeddingReader.read(source, needed);
    }

    /** The same with further texts of the images that have them. */
    EmbeddingTable read(Set<TextRole> needed, Set<TextRole> further) throws IOException {
        return EmbeddingReader.read(source(), needed, further);
    }

    private EmbeddingSource source() throws IOException {
        Path file = images();
        columns.check(spec, List.of(file), List.of(texts == null ? file : texts));
        return new EmbeddingSource(file, texts, columns.images(), columns.texts(), scorer);
    }
}
