package io.steerscope.results.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.analysis.Embeddings;
import io.steerscope.schemas.embedding.EmbeddingBytes;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.MarginScore;

/**
 * Embeddings that were read from topics: those of images in a temporary file, which is removed when they are closed,
 * those of texts in memory, as there are some hundred of them. Used by one thread.
 */
final class SpilledEmbeddings implements Embeddings, AutoCloseable {

    private final Path file;
    private final Spill spill;
    private final Map<String, Spill.Place> places = new HashMap<>();
    private final Map<Text, float[]> texts = new HashMap<>();

    private SpilledEmbeddings(Path file, Spill spill) {
        this.file = file;
        this.spill = spill;
    }

    /** A new file in the folder for temporary files. */
    static SpilledEmbeddings create() {
        try {
            Path file = Files.createTempFile("steerscope-", ".embeddings");
            return new SpilledEmbeddings(file, Spill.create(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Embeddings cannot be kept in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage(), e);
        }
    }

    /** Writes the embedding of a score down; null of one that carries none. */
    Spill.@Nullable Place add(MarginScore score) {
        Optional<float[]> vector = EmbeddingBytes.ofImage(score);
        if (vector.isEmpty()) {
            return null;
        }
        ByteBuffer elements = EmbeddingBytes.of(vector.get());
        byte[] bytes = new byte[elements.remaining()];
        elements.get(bytes);
        try {
            return spill.add(bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Says where the embedding of the score that counts under a key is. */
    void put(String key, Spill.Place place) {
        places.put(key, place);
    }

    /** Keeps the embedding of a text. */
    void put(Text text, float[] vector) {
        texts.put(text, vector);
    }

    /** Whether no score has an embedding. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    @Override
    public long images(List<MarginScore> scores, Reader reader) {
        long read = 0;
        for (MarginScore score : scores) {
            Spill.Place place = places.get(RecordKeys.scoreKey(score.getIdentity(), score.getScorerId()));
            if (place != null) {
                reader.take(score, EmbeddingBytes.vector(ByteBuffer.wrap(bytes(place))));
                read++;
            }
        }
        return read;
    }

    private byte[] bytes(Spill.Place place) {
        try {
            return spill.read(place);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(
                "Embeddings cannot be kept in " + file + ": " + cause.getMessage()
                        + "; choose another folder with -Djava.io.tmpdir",
                cause);
    }

    @Override
    public Map<Text, float[]> texts(Collection<Text> wanted) {
        Map<Text, float[]> found = new HashMap<>();
        wanted.forEach(text -> Optional.ofNullable(texts.get(text)).ifPresent(vector -> found.put(text, vector)));
        return found;
    }

    @Override
    public void close() {
        try {
            spill.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
