package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.steerscope.app.pictures.PictureReader;
import io.steerscope.inference.encoder.ImageEncoder;
import io.steerscope.schemas.limit.RecordLimits;

/**
 * Embeddings of image files, in the order of the files.
 *
 * @param images those that could be read
 * @param unreadable one line for each of the others, which names the file and what is wrong with it
 */
record EmbeddedImages(List<EmbeddedImage> images, List<String> unreadable) {

    EmbeddedImages {
        images = List.copyOf(images);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * An image file and its embedding.
     *
     * @param embedding {@code [D]}, as {@link ImageEncoder#encode} gives it
     */
    record EmbeddedImage(Path file, float[] embedding) {}

    /**
     * Reads and embeds files.
     *
     * @param limits of a file and its pixels
     */
    static EmbeddedImages of(List<Path> files, ImageEncoder encoder, RecordLimits limits) {
        List<EmbeddedImage> images = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int size = encoder.bundle().batchSize();
        try (PictureReader reader = new PictureReader(files, encoder.bundle(), limits, size)) {
            while (reader.hasNext()) {
                PictureReader.Batch batch = reader.next();
                unreadable.addAll(batch.unreadable());
                float[][] embeddings = encoder.encode(batch.pictures().stream()
                        .map(PictureReader.Picture::pixels)
                        .toList());
                for (int i = 0; i < embeddings.length; i++) {
                    images.add(new EmbeddedImage(batch.pictures().get(i).file(), embeddings[i]));
                }
            }
        }
        return new EmbeddedImages(images, unreadable);
    }
}
