package io.steerscope.app.pictures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.steerscope.app.embeddings.PictureTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.progress.StageCount;
import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.limit.RecordLimits;

/**
 * Embeds the pictures of a table that have no row yet. A vector has the bits that a scorer writes for the same picture
 * or text: divided by its length in double and rounded to float32, whatever shares a batch.
 */
final class PictureEmbedding {

    private final PictureTable table;
    private final Path folder;
    private final RecordLimits limits;
    private final PartFile part;
    private final List<String> unreadable = new ArrayList<>();

    /**
     * @param folder where the pictures are
     * @param limits of a file and its pixels
     * @param part where rows go
     */
    PictureEmbedding(PictureTable table, Path folder, RecordLimits limits, PartFile part) {
        this.table = table;
        this.folder = folder;
        this.limits = limits;
        this.part = part;
    }

    /** Pictures that have no row, or another content than when they were embedded. */
    List<Integer> missing() throws IOException {
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < table.pictures().size(); i++) {
            if (!isFinished(i)) {
                missing.add(i);
            }
        }
        return missing;
    }

    /**
     * Embeds pictures, a batch at a time, and keeps the rows of each.
     *
     * @param batch most pictures between two writes
     * @param progress told how many pictures of all are finished
     * @return one line for each picture that could not be read
     */
    List<String> embed(List<Integer> pictures, PictureModel model, int batch, Consumer<StageCount> progress)
            throws IOException {
        List<Path> files = pictures.stream().map(this::file).toList();
        int finished = table.pictures().size() - pictures.size();
        try (PictureReader reader = new PictureReader(files, model.bundle(), limits, batch)) {
            while (reader.hasNext()) {
                PictureReader.Batch read = reader.next();
                unreadable.addAll(read.unreadable());
                finished += add(read.pictures(), pictures, model);
                part.flush();
                progress.accept(new StageCount(
                        "pictures",
                        finished,
                        unreadable.size(),
                        table.pictures().size()));
            }
        }
        return List.copyOf(unreadable);
    }

    private int add(List<PictureReader.Picture> read, List<Integer> pictures, PictureModel model) throws IOException {
        float[][] images = model.encodeImages(
                read.stream().map(PictureReader.Picture::pixels).toList());
        List<List<float[]>> texts = texts(read, pictures, model);
        int added = 0;
        for (int i = 0; i < images.length; i++) {
            PictureReader.Picture picture = read.get(i);
            try {
                part.add(new EmbeddedPicture(
                        pictures.get(picture.index()), picture.sha256(), unit(images[i]), texts.get(i)));
                added++;
            } catch (IllegalArgumentException e) {
                unreadable.add(picture.file() + ": the model gives no embedding: " + e.getMessage());
            }
        }
        return added;
    }

    /** The vectors of the texts of each picture, in the order of roles. */
    private List<List<float[]>> texts(List<PictureReader.Picture> read, List<Integer> pictures, PictureModel model) {
        List<TextRole> roles = table.roles();
        List<String> all = new ArrayList<>();
        for (PictureReader.Picture picture : read) {
            PictureTable.Picture row = table.pictures().get(pictures.get(picture.index()));
            roles.forEach(role -> all.add(table.text(row, role)));
        }
        List<float[]> embeddings = model.encodeTexts(all);
        List<List<float[]>> vectors = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            List<float[]> ofPicture = new ArrayList<>();
            for (int j = i * roles.size(); j < (i + 1) * roles.size(); j++) {
                ofPicture.add(all.get(j).isEmpty() ? new float[0] : unit(embeddings.get(j)));
            }
            vectors.add(ofPicture);
        }
        return vectors;
    }

    /** As scorers write it. */
    private static float[] unit(float[] vector) {
        return EmbeddingBytes.vector(EmbeddingBytes.unit(vector));
    }

    private boolean isFinished(int index) throws IOException {
        Optional<EmbeddedPicture> row = part.get(index);
        if (row.isEmpty()) {
            return false;
        }
        try {
            byte[] bytes = PictureReader.bytes(file(index), limits.imageBytes());
            return Arrays.equals(Sha256.digest(bytes), row.get().sha256());
        } catch (IOException e) {
            return false;
        }
    }

    private Path file(int index) {
        return folder.resolve(table.pictures().get(index).image());
    }
}
