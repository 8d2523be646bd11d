package io.steerscope.aggregator.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.query.ItemDistributions;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.results.Edited;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random and mutated records in all input topics against a model of one step: the last score and summary of a key that
 * can be decoded, belongs there and has possible numbers counts; every other one has one letter.
 */
class MutatedRecordsProperties {

    private static final int RECORDS = 120;

    private final Map<String, Double> margins = new HashMap<>();
    private final Set<String> images = new HashSet<>();
    private int letters;

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void everyRecordCountsOrHasALetterAndEverythingStillAnswers(@ForAll("seeds") long seed) {
        // given
        Random random = new Random(seed);
        margins.clear();
        images.clear();
        letters = 0;
        try (TopologyFixture topology = new TopologyFixture()) {
            topology.design(ToyExperiment.design());

            for (int i = 0; i < RECORDS; i++) {
                // when
                step(topology, random);
            }

            // then
            Map<String, Double> stored = new HashMap<>();
            topology.allScores().forEach((key, score) -> stored.put(key, score.value()));
            assertThat(stored).isEqualTo(margins);
            assertThat(topology.allImages()).isEqualTo(images);
            assertThat(topology.letters()).hasSize(letters);
            assertThat(topology.letters()).allSatisfy(letter -> {
                assertThat(letter.getStage()).isEqualTo("aggregator");
                assertThat(letter.getIdentity()).isNull();
            });
            askEverything(topology.statistics());
        }
    }

    private void step(TopologyFixture topology, Random random) {
        MarginScore score = score(random);
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> {
                byte[] key = key(random, RecordKeys.scoreKey(good().getIdentity(), ToyExperiment.SCORER), score);
                byte[] value = mutated(random, encode(MarginScore.class, score));
                expectScore(key, value);
                topology.raw(TopologyFixture.TOPICS.scores(), key, value, time(random));
            }
            case 3 -> {
                ImageSummary summary = ToyExperiment.summary(good());
                byte[] key = mutatedKey(random, RecordKeys.jobKey(summary.getIdentity()));
                byte[] value = mutated(random, encode(ImageSummary.class, summary));
                expectImage(key, value);
                topology.raw(TopologyFixture.TOPICS.imageSummaries(), key, value, time(random));
            }
            case 4 ->
                topology.raw(
                        TopologyFixture.TOPICS.deadLetters(),
                        mutatedKey(random, "any"),
                        mutated(random, encode(DeadLetter.class, letter(random, score))),
                        time(random));
            default -> designOrReport(topology, random);
        }
    }

    private static void designOrReport(TopologyFixture topology, Random random) {
        if (random.nextBoolean()) {
            Experiment design = Edited.with(ToyExperiment.design(), "experimentId", "odd" + random.nextInt(3));
            design.put("expectedJobs", random.nextLong());
            design.put("categories", List.of(new CategoryDesign("a", random.nextInt(), null)));
            topology.follow(
                    TopologyFixture.TOPICS.experiments(),
                    mutatedKey(random, design.getExperimentId()),
                    mutated(random, encode(Experiment.class, design)));
        } else {
            ExperimentReport report = new ExperimentReport("toy", "d", List.of("s"), random.nextBoolean() ? "{}" : "{");
            topology.follow(
                    TopologyFixture.TOPICS.reports(),
                    mutatedKey(random, "toy"),
                    mutated(random, encode(ExperimentReport.class, report)));
        }
    }

    /** What a score should come to: written down anew, without the classes under test. */
    private void expectScore(byte @Nullable [] key, byte @Nullable [] value) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            boolean isKey = text.matches("toy/[a-z0-9-]+/analogy/-?[0-9.E-]+/[0-9]/clip-[a-z0-9]");
            letters += isKey ? 0 : 1;
            if (isKey) {
                margins.remove(text);
            }
            return;
        }
        MarginScore score = decode(MarginScore.class, value);
        boolean counts = score != null
                && Objects.equals(text, ownKey(score))
                && Math.abs(score.getMargin()) <= 2.0
                && Math.abs(score.getSimSource()) <= 1.001
                && Math.abs(score.getSimTarget()) <= 1.001
                && score.getSource().length() <= 10_000
                && score.getTarget().length() <= 10_000
                && score.getCategory().length() <= 10_000
                && score.getScorerSha256().length() <= 200
                && score.getImageSha256().length() <= 200
                && isPosition(score.getImagePosition());
        if (counts) {
            margins.put(text, score.getMargin());
        } else {
            letters++;
        }
    }

    private void expectImage(byte @Nullable [] key, byte @Nullable [] value) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            boolean isKey = text.matches("toy/[a-z0-9-]+/analogy/(0\\.5|1\\.0)/[0-9]");
            letters += isKey ? 0 : 1;
            images.remove(text);
            return;
        }
        ImageSummary image = decode(ImageSummary.class, value);
        boolean counts = image != null
                && Objects.equals(text, jobKey(image.getIdentity()))
                && Math.min(Math.min(image.getWidth(), image.getHeight()), image.getSizeBytes()) >= 0
                && Double.isFinite(image.getGenerator().getDurationMillis())
                && Stream.of(
                                image.getSha256(),
                                image.getMediaType(),
                                image.getGenerator().getBundleId(),
                                image.getGenerator().getBundleSha256(),
                                image.getGenerator().getVersion())
                        .allMatch(name -> name.length() <= 200);
        if (counts) {
            images.add(text);
        } else {
            letters++;
        }
    }

    private static boolean isPosition(@Nullable ImagePosition position) {
        return position == null || position.getPartition() >= 0 && position.getOffset() >= 0;
    }

    private static @Nullable String ownKey(MarginScore score) {
        try {
            return RecordKeys.scoreKey(score.getIdentity(), score.getScorerId());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String jobKey(Identity identity) {
        try {
            return RecordKeys.jobKey(identity);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void askEverything(LiveStatistics statistics) {
        for (Experiment experiment : statistics.experiments()) {
            String id = experiment.getExperimentId();
            assertThat(statistics.progress(id).experiment()).isEqualTo(experiment);
            assertThat(statistics.statistics(id)).isNotNull();
            assertThat(statistics.agreements(id)).isNotNull();
            assertThat(statistics.completions(id).course(ToyExperiment.SCORER, "analogy", null, null, 10))
                    .isNotNull();
            assertThat(ItemDistributions.of(experiment, ToyExperiment.SCORER, "analogy", statistics.items(id), 10))
                    .isNotNull();
            assertThat(ReportJson.write(statistics.report(id))).startsWith("{");
        }
    }

    private static MarginScore good() {
        return ToyExperiment.scores().get(0);
    }

    /** A score of the design, or one with a part that is not. */
    private static MarginScore score(Random random) {
        List<MarginScore> all = ToyExperiment.scores();
        MarginScore score = all.get(random.nextInt(all.size()));
        Identity identity = score.getIdentity();
        MarginScore changed = Edited.copy(score);
        switch (random.nextInt(14)) {
            case 0 -> changed.put("margin", random.nextBoolean() ? Double.NaN : 1e300);
            case 1 -> changed.put("simSource", random.nextGaussian() * 3);
            case 2 -> changed.put("source", "p".repeat(9_990 + random.nextInt(20)));
            case 3 -> changed.put("category", "another");
            case 4 -> changed.put("category", "c".repeat(random.nextInt(20_000)));
            case 5 -> changed.put("imageSha256", "f".repeat(random.nextInt(400)));
            case 6 ->
                changed.put("identity", new Identity("toy", identity.getPairId(), "analogy", identity.getAlpha(), (long)
                        random.nextInt(9)));
            case 7 -> changed.put("identity", new Identity("toy", "p".repeat(random.nextInt(400)), "analogy", 0.5, 0L));
            case 8 -> changed.put("identity", new Identity("toy", "p", "analogy", random.nextGaussian(), 0L));
            case 9 -> changed.put("scorerId", "clip-" + random.nextInt(3));
            case 10 -> changed.put("imageEmbedding", List.of(Float.NaN));
            default -> changed.put("margin", score.getMargin());
        }
        return changed;
    }

    private static DeadLetter letter(Random random, MarginScore score) {
        return Edited.with(
                Edited.with(
                        ToyExperiment.failure(score.getIdentity(), null),
                        "stage",
                        random.nextBoolean() ? "aggregator" : "generator"),
                "error",
                "e".repeat(random.nextInt(100_000)));
    }

    private static byte @Nullable [] key(Random random, String another, MarginScore score) {
        String own = ownKey(score);
        return mutatedKey(random, own == null ? another : own);
    }

    private static byte @Nullable [] mutatedKey(Random random, String key) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> (key + "/x").getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[] {(byte) 0xC0, (byte) random.nextInt()};
            case 4 -> new byte[random.nextInt(20_000)];
            default -> key.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte @Nullable [] mutated(Random random, byte[] value) {
        switch (random.nextInt(10)) {
            case 0:
                return null;
            case 1:
                return Arrays.copyOf(value, random.nextInt(value.length));
            case 2:
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                return noise;
            case 3:
                ByteBuffer.wrap(value).putLong(2, random.nextLong());
                return value;
            case 4, 5:
                value[10 + random.nextInt(value.length - 10)] ^= (byte) (1 << random.nextInt(8));
                return value;
            default:
                return value;
        }
    }

    private static long time(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> -1;
            case 1 -> Long.MAX_VALUE;
            default -> random.nextInt(1_000_000);
        };
    }

    private static <T extends SpecificRecord> byte[] encode(Class<T> type, T value) {
        return AvroSerdes.serializer(type).serialize("", value);
    }

    private static <T extends SpecificRecord> @Nullable T decode(Class<T> type, byte[] value) {
        try {
            return AvroSerdes.deserializer(type).deserialize("", new RecordHeaders(), value);
        } catch (SerializationException e) {
            return null;
        }
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs();
    }
}
