package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.progress.StageCount;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The scores of one experiment with their embeddings, from its topics; on disk but for what is asked for. */
public final class ExperimentScores implements AutoCloseable {

    private static final Comparator<ScoreKey> ORDER = Comparator.comparing(
                    (ScoreKey key) -> key.identity().getPairId())
            .thenComparingDouble(key -> key.identity().getAlpha())
            .thenComparingLong(key -> key.identity().getSeed())
            .thenComparing(key -> key.identity().getMethod());

    private final ExperimentRecords records;
    private final Path folder;
    private final List<ScoreKey> keys;

    /**
     * A score.
     *
     * @param embedding of the image; null where the scorer left it out
     * @param source embedding of the source prompt; null likewise, and of images without one
     * @param target embedding of the target prompt; null likewise
     */
    public record Stored(
            MarginScore score, float @Nullable [] embedding, float @Nullable [] source, float @Nullable [] target) {}

    private ExperimentScores(ExperimentRecords records, Path folder) {
        this.records = records;
        this.folder = folder;
        this.keys = new ArrayList<>(records.scoreKeys());
        keys.sort(ORDER);
    }

    /**
     * Reads the topics to their ends.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param progress told how far it is, often
     * @throws io.steerscope.app.failure.ActionableException if the experiment has no scores
     */
    public static ExperimentScores read(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            String experimentId,
            Consumer<List<StageCount>> progress)
            throws IOException {
        Path folder = Files.createTempDirectory("steerscope-");
        ExperimentRecords records = ExperimentRecords.ofScores(
                topics, experimentId, folder.resolve("records"), new ExportProgress(progress));
        try {
            records.read(clientProperties);
            return new ExperimentScores(records, folder);
        } catch (IOException | RuntimeException e) {
            records.close();
            Files.deleteIfExists(folder);
            throw e;
        }
    }

    /** The scorers, in alphabetical order; at least one. */
    public SortedSet<String> scorers() {
        SortedSet<String> scorers = new TreeSet<>();
        keys.forEach(key -> scorers.add(key.scorerId()));
        return scorers;
    }

    /** The scores of a scorer in order of pair, alpha, seed and method. */
    public List<Stored> of(String scorer) throws IOException {
        List<Stored> scores = new ArrayList<>();
        for (ScoreKey key : keys) {
            if (key.scorerId().equals(scorer)) {
                ExportedScore row = records.row(key);
                scores.add(new Stored(row.score(), row.imageEmbedding(), row.sourceEmbedding(), row.targetEmbedding()));
            }
        }
        return scores;
    }

    /** What a person should know of what was read so far, each in one line. */
    public List<String> remarks() {
        return records.remarks();
    }

    @Override
    public void close() throws IOException {
        records.close();
        Files.deleteIfExists(folder);
    }
}
