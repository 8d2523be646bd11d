package io.steerscope.app.experiment.planning;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.avro.specific.SpecificRecord;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.kafka.common.serialization.Serializer;

import io.steerscope.generatorworker.generation.MadeImage;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.scorerworker.scoring.ScoredImage;

/**
 * Mean bytes of a record in a log, with its key, over a sample.
 *
 * @param file an encoded image
 * @param image the record of an image
 * @param summary the record of an image without its bytes
 * @param score the record of a score, with the embedding if it is kept
 * @param embedding the embedding of an image; 0 if none is kept
 * @param text the record of the embedding of a prompt; 0 if none is kept
 */
public record RecordSizes(double file, double image, double summary, double score, double embedding, double text) {

    /** A key of the usual length, and what a batch writes around a record. */
    private static final int AROUND_A_RECORD = 60;

    /** Bytes of jobs as the producer writes them, in all: compressed together. */
    static long ofJobs(List<GenerationJob> jobs) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new FramedLZ4CompressorOutputStream(compressed)) {
            for (byte[] job : bytes(GenerationJob.class, jobs)) {
                out.write(job);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size() + (long) jobs.size() * AROUND_A_RECORD / 2;
    }

    private static <T extends SpecificRecord> List<byte[]> bytes(Class<T> type, List<T> records) {
        try (Serializer<T> serializer = AvroSerdes.serializer(type)) {
            return records.stream()
                    .map(record -> serializer.serialize("", record))
                    .toList();
        }
    }

    private static <T extends SpecificRecord> double mean(Class<T> type, List<T> records) {
        return bytes(type, records).stream()
                .mapToLong(bytes -> bytes.length + AROUND_A_RECORD)
                .average()
                .orElse(0.0);
    }

    /** Records of which the sizes are taken. */
    static final class Sample {

        private final List<GeneratedImage> images = new ArrayList<>();
        private final List<ImageSummary> summaries = new ArrayList<>();
        private final List<MarginScore> scores = new ArrayList<>();
        private final List<TextEmbedding> texts = new ArrayList<>();

        void add(MadeImage image) {
            images.add(image.image());
            summaries.add(image.summary());
        }

        void add(GeneratedImage image) {
            images.add(image);
        }

        void add(ScoredImage scored) {
            scores.add(scored.score());
            texts.addAll(scored.texts());
        }

        RecordSizes sizes() {
            return new RecordSizes(
                    images.stream()
                            .mapToLong(image -> image.getImage().getBytes() == null
                                    ? 0
                                    : image.getImage().getBytes().remaining())
                            .average()
                            .orElse(0.0),
                    mean(GeneratedImage.class, images),
                    mean(ImageSummary.class, summaries),
                    mean(MarginScore.class, scores),
                    scores.stream()
                            .mapToLong(score -> score.getEmbedding() == null
                                    ? 0
                                    : score.getEmbedding().remaining())
                            .average()
                            .orElse(0.0),
                    mean(TextEmbedding.class, texts));
        }
    }
}
