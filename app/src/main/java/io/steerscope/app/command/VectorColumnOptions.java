package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

import io.steerscope.app.embeddings.EmbeddingSource;

/** Where tables of embeddings hold their vectors. */
final class VectorColumnOptions {

    @Option(
            names = "--embedding-column",
            paramLabel = "NAME",
            defaultValue = EmbeddingSource.IMAGE_COLUMN,
            description = "Column of the vectors of images in Parquet (default: ${DEFAULT-VALUE}).")
    private String images;

    @Option(
            names = "--text-embedding-column",
            paramLabel = "NAME",
            defaultValue = EmbeddingSource.TEXT_COLUMN,
            description = "Column of the vectors of texts in Parquet (default: ${DEFAULT-VALUE}).")
    private String texts;

    /**
     * Checks that columns that were named belong to tables that have them.
     *
     * @param imageFiles tables of images
     * @param textFiles tables of texts
     */
    void check(CommandSpec spec, List<Path> imageFiles, List<Path> textFiles) throws IOException {
        VectorColumnOption.check(spec, "--embedding-column", images, EmbeddingSource.IMAGE_COLUMN, imageFiles);
        VectorColumnOption.check(spec, "--text-embedding-column", texts, EmbeddingSource.TEXT_COLUMN, textFiles);
    }

    String images() {
        return images;
    }

    String texts() {
        return texts;
    }
}
