package io.steerscope.benchmarks.aggregation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.query.ScorerProgress;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PromptTokens;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

/** From the acknowledgement of a score to the answer that counts it, while nothing else is written. */
final class Latency {

    private static final int SCORES = 40;
    private static final int LARGEST_PAUSE_MILLIS = 700;

    private Latency() {}

    /**
     * Milliseconds of every score, ascending.
     *
     * @param experiment a name that no experiment has, since a score is there only once
     */
    static double[] measure(
            LiveStatistics statistics, Map<String, Object> client, TopicCatalogue topics, String experiment)
            throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, Experiment> designs =
                new KafkaProducer<>(client, new StringSerializer(), AvroSerdes.serializer(Experiment.class))) {
            designs.send(new ProducerRecord<>(topics.experiments().name(), experiment, design(experiment)))
                    .get();
        }
        Run.await(() -> statistics.experiments().stream()
                .anyMatch(design -> design.getExperimentId().equals(experiment)));
        double[] millis = new double[SCORES];
        Random pauses = new Random(1);
        try (KafkaProducer<String, MarginScore> scores =
                new KafkaProducer<>(client, new StringSerializer(), AvroSerdes.serializer(MarginScore.class))) {
            for (int i = 0; i < SCORES; i++) {
                Thread.sleep(pauses.nextInt(LARGEST_PAUSE_MILLIS));
                MarginScore score = score(experiment, i);
                String key = RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
                scores.send(new ProducerRecord<>(topics.scores().name(), key, score))
                        .get();
                long written = System.nanoTime();
                int expected = i + 1;
                Run.await(() -> scored(statistics, experiment) == expected);
                millis[i] = (System.nanoTime() - written) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis;
    }

    private static long scored(LiveStatistics statistics, String experiment) {
        return statistics.progress(experiment).scorers().stream()
                .map(ScorerProgress::completeness)
                .mapToLong(completeness -> completeness.scored())
                .sum();
    }

    private static Experiment design(String experiment) {
        return new Experiment(
                experiment,
                List.of(new CategoryDesign("colour", SCORES + 1, null)),
                List.of(0L),
                List.of(1.0),
                List.of("analogy"),
                new GeneratorSettings("ssd-1b", "euler", 25, 7.5, null, 1024, 1024, null),
                1L,
                SCORES + 1L,
                null,
                null,
                null,
                null,
                null,
                null,
                "p".repeat(64),
                "d".repeat(64));
    }

    private static MarginScore score(String experiment, int number) {
        return new MarginScore(
                new Identity(experiment, "pair-" + number, "analogy", 1.0, 0L),
                "clip",
                "5f".repeat(32),
                null,
                "colour",
                "a photo of a red car",
                "a photo of a blue car",
                0.2,
                0.25,
                0.05,
                null,
                false,
                false,
                new PromptTokens(false, 0, 0),
                "5f".repeat(32),
                null,
                null,
                null,
                Instant.ofEpochMilli(number),
                null);
    }
}
