package io.steerscope.app.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.parquet.ParquetTable;
import io.steerscope.app.progress.StageCount;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.schemas.identity.ScoreKey;
import io.steerscope.schemas.topic.TopicCatalogue;

/** Writes the scores of one experiment, with what is known of their images, to a folder. */
public final class ScoreExport {

    /** Pair, method, strength, seed, scorer: the order of the rows. */
    private static final Comparator<ScoreKey> ORDER = Comparator.comparing(
                    (ScoreKey key) -> key.identity().getPairId())
            .thenComparing(key -> key.identity().getMethod())
            .thenComparingDouble(key -> key.identity().getAlpha())
            .thenComparingLong(key -> key.identity().getSeed())
            .thenComparing(ScoreKey::scorerId);

    private static final int ROWS_BETWEEN_LOOKS = 1000;

    /**
     * What was written.
     *
     * @param scores number of rows
     * @param images number of image files
     * @param remarks what a person should know of it, each in one line
     */
    public record Written(long scores, long images, List<String> remarks) {

        /** Copies the list. */
        public Written {
            remarks = List.copyOf(remarks);
        }
    }

    private ScoreExport() {}

    /**
     * Exports.
     *
     * @param clientProperties Kafka client properties, {@code bootstrap.servers} among them
     * @param out the folder to write
     * @param overwrite whether an export that is there is replaced
     * @param progress told how far it is, often
     * @throws ActionableException if the folder cannot be used, the disk is full, or the experiment has no scores
     * @throws org.apache.kafka.common.KafkaException if the cluster does not answer, or a newer release wrote a record
     */
    public static Written write(
            Map<String, Object> clientProperties,
            TopicCatalogue topics,
            String experimentId,
            Path out,
            boolean overwrite,
            Consumer<List<StageCount>> progress)
            throws IOException {
        ExportProgress steps = new ExportProgress(progress);
        try (ExportFolder folder = ExportFolder.begin(out, overwrite, ExportFolder.Kind.SCORES)) {
            Written written;
            try (ExperimentRecords records = ExperimentRecords.create(topics, experimentId, folder, steps)) {
                records.read(clientProperties);
                written = write(records, folder, steps);
            } catch (IOException e) {
                folder.requireSpace();
                throw e;
            }
            folder.complete();
            return written;
        }
    }

    private static Written write(ExperimentRecords records, ExportFolder folder, ExportProgress progress)
            throws IOException {
        List<ScoreKey> keys = records.scoreKeys();
        keys.sort(ORDER);
        SortedSet<String> scorers = new TreeSet<>();
        keys.forEach(key -> scorers.add(key.scorerId()));
        try (ParquetTable<ExportedScore> parquet =
                        new ParquetTable<>(folder.resolve(ExportFolder.PARQUET), "score", ScoreColumns.ALL);
                JsonLinesTable json = new JsonLinesTable(folder.resolve(ExportFolder.JSON_LINES));
                ImageMetadata metadata = new ImageMetadata(
                        folder.resolve(ExportFolder.IMAGES).resolve("metadata.csv"),
                        scorers,
                        records.measure() == Measure.ALIGNMENT)) {
            for (int i = 0; i < keys.size(); i++) {
                ExportedScore row = records.row(keys.get(i));
                parquet.write(row);
                json.write(row);
                metadata.write(row);
                if (i % ROWS_BETWEEN_LOOKS == 0) {
                    folder.requireSpace();
                    progress.show("rows", i, keys.size());
                }
            }
        }
        progress.show("rows", keys.size(), keys.size());
        return new Written(keys.size(), records.imageFiles(), records.remarks());
    }
}
