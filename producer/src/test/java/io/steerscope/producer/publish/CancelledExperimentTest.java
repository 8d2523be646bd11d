package io.steerscope.producer.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.steerscope.producer.design.Designs;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Cancelling an experiment, and producing it once more. */
class CancelledExperimentTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.defaults();
    private static final String CANCELLATIONS = CATALOGUE.cancellations().name();
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final List<PartitionEnd> ENDS = List.of(new PartitionEnd(0, 16L), new PartitionEnd(1, 20L));

    private final ExperimentDesign design = Designs.design(Designs.pairs(3, 2), "analogy");
    private final List<GenerationJob> jobs = ExperimentPlan.of(design).jobs();
    private final FakeTopics topics = new FakeTopics();
    private final MockProducer<String, byte[]> producer = mockProducer();

    @BeforeEach
    void produceOnce() {
        topics.with(CATALOGUE.cancellations())
                .with(CATALOGUE.imageSummaries())
                .with(CATALOGUE.deadLetters())
                .withEnd(CATALOGUE.jobs(), 0, 16)
                .withEnd(CATALOGUE.jobs(), 1, 20)
                .write(CATALOGUE.experiments(), "exp-1", Experiment.class, design.experiment());
    }

    @Test
    void anOrderHoldsTheEndsOfTheJobsAndSaysHowManyAreOpen() {
        // given
        made(jobs.get(0), jobs.get(1));
        failed(jobs.get(2), null);
        failed(jobs.get(3), "clip");

        // when
        CancelOutcome outcome = cancel();

        // then
        assertThat(outcome).isEqualTo(new CancelOutcome(design.experiment(), false, 30 - 3));
        assertThat(orders()).containsExactly(new Cancellation("exp-1", ENDS, List.of(), NOW));
        assertThat(producer.commitCount()).isEqualTo(1);
    }

    @Test
    void anOrderThatIsGivenAgainCoversWhatWasWrittenSince() {
        // given
        ordered(new Cancellation("exp-1", List.of(new PartitionEnd(0, 3L)), List.of(new PartitionEnd(0, 2L)), NOW));

        // when
        CancelOutcome outcome = cancel();

        // then
        assertThat(outcome.again()).isTrue();
        assertThat(orders()).containsExactly(new Cancellation("exp-1", ENDS, List.of(new PartitionEnd(0, 2L)), NOW));
    }

    @Test
    void anExperimentThatWasTakenUpCanBeCancelledAgain() {
        // given
        List<PartitionEnd> old = List.of(new PartitionEnd(0, 3L));
        ordered(new Cancellation("exp-1", old, old, NOW));

        // when
        CancelOutcome outcome = cancel();

        // then
        assertThat(outcome.again()).isFalse();
        assertThat(orders()).containsExactly(new Cancellation("exp-1", ENDS, old, NOW));
    }

    @Test
    void anUnknownExperimentIsNamedWithTheKnownOnesAndNobodyIsFenced() {
        ExperimentLog log = new ExperimentLog(topics.records(), CATALOGUE);

        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> ExperimentCanceller.existing(log, "exp-2"))
                .withMessage("there is no experiment \"exp-2\" (known: exp-1)");
    }

    @Test
    void imagesFromElsewhereHaveNoJobsToCancelAndNobodyIsFenced() {
        // given
        topics.write(
                CATALOGUE.experiments(), "exp-1", Experiment.class, ImageExperiments.ofImages(design.experiment()));
        ExperimentLog log = new ExperimentLog(topics.records(), CATALOGUE);

        // when / then
        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> ExperimentCanceller.existing(log, "exp-1"))
                .withMessage("experiment exp-1 is of kind images: its images were made elsewhere, and there are no jobs"
                        + " to cancel");
    }

    @Test
    void ofManyKnownExperimentsAFewAreNamed() {
        for (int i = 10; i < 40; i++) {
            topics.write(CATALOGUE.experiments(), "e" + i, Experiment.class, design.experiment());
        }
        topics.write(CATALOGUE.experiments(), "e10", Experiment.class, null);

        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> ExperimentCanceller.existing(new ExperimentLog(topics.records(), CATALOGUE), "exp-2"))
                .withMessage("there is no experiment \"exp-2\" (known: e11, e12, e13, e14, e15, e16, e17, e18, e19, e20"
                        + " and 20 more)");
    }

    @Test
    void whoeverProducesItAtTheSameMomentIsNamed() {
        producer.commitTransactionException = new ProducerFencedException("fenced");

        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(this::cancel)
                .withMessage("experiment exp-1 is being written by another process, which goes on:"
                        + " wait for its end, then run this again");
    }

    @Test
    void producingACancelledExperimentWritesTheJobsThatHaveNeitherImageNorFailureAndEndsTheOrder() {
        // given
        made(jobs.get(0), jobs.get(7));
        failed(jobs.get(3), null);
        failed(jobs.get(4), "clip");
        topics.write(CATALOGUE.imageSummaries(), RecordKeys.jobKey(jobs.get(5).getIdentity()), new byte[] {1, 2});
        topics.write(CATALOGUE.deadLetters(), "x", new byte[] {1, 2});
        ordered(new Cancellation("exp-1", ENDS, List.of(), NOW));

        // when
        ProduceOutcome outcome = produce();

        // then
        assertThat(outcome).isEqualTo(new ProduceOutcome.TakenUp(design.experiment(), 27));
        assertThat(producer.commitCount()).isEqualTo(1);
        List<GenerationJob> expected = new ArrayList<>(jobs);
        expected.removeAll(List.of(jobs.get(0), jobs.get(7), jobs.get(3)));
        assertThat(writtenJobs()).containsExactlyElementsOf(expected);
        assertThat(orders()).containsExactly(new Cancellation("exp-1", ENDS, ENDS, NOW));
    }

    @Test
    void anExperimentThatWasTakenUpIsNotTakenUpTwice() {
        // given
        ordered(new Cancellation("exp-1", ENDS, List.of(), NOW));
        ordered(new Cancellation("exp-1", ENDS, ENDS, NOW));

        // when
        ProduceOutcome outcome = produce();

        // then
        assertThat(outcome).isEqualTo(new ProduceOutcome.AlreadyProduced(design.experiment()));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aRecordThatIsNoOrderCancelsNothing() {
        // given
        topics.write(CATALOGUE.cancellations(), "exp-1", new byte[] {7});
        topics.write(
                CATALOGUE.cancellations(),
                "exp-1",
                Cancellation.class,
                new Cancellation("exp-9", ENDS, List.of(), NOW));
        topics.write(CATALOGUE.cancellations(), null, new byte[] {7});

        // when / then
        assertThat(produce()).isEqualTo(new ProduceOutcome.AlreadyProduced(design.experiment()));
    }

    @Test
    void anOrderThatIsLeftOfADeletedExperimentEndsWhenTheNameIsUsedAnew() {
        // given
        ordered(new Cancellation("exp-1", ENDS, List.of(), NOW));
        topics.write(CATALOGUE.experiments(), "exp-1", Experiment.class, null);

        // when
        ProduceOutcome outcome = produce();

        // then
        assertThat(outcome).isEqualTo(new ProduceOutcome.Produced(design.experiment()));
        assertThat(writtenJobs()).hasSize(30);
        assertThat(orders()).containsExactly(new Cancellation("exp-1", ENDS, ENDS, NOW));
    }

    private CancelOutcome cancel() {
        return new ExperimentCanceller(producer, topics.records(), CATALOGUE, CLOCK).cancel(design.experiment());
    }

    private ProduceOutcome produce() {
        return new ExperimentProducer(producer, new ExperimentLog(topics.records(), CATALOGUE), CATALOGUE, CLOCK)
                .produce(design, ProduceListener.SILENT);
    }

    private void ordered(Cancellation order) {
        topics.write(CATALOGUE.cancellations(), "exp-1", Cancellation.class, order);
    }

    private void made(GenerationJob... done) {
        for (GenerationJob job : done) {
            Identity identity = job.getIdentity();
            topics.write(
                    CATALOGUE.imageSummaries(),
                    RecordKeys.jobKey(identity),
                    ImageSummary.class,
                    new ImageSummary(
                            identity,
                            job.getCategory(),
                            "0".repeat(64),
                            "image/png",
                            64,
                            64,
                            100L,
                            null,
                            new GeneratorStamp("toy-sdxl", "1".repeat(64), "1", 1.0, null),
                            false,
                            List.of(),
                            NOW));
        }
    }

    private void failed(GenerationJob job, String scorerId) {
        topics.write(
                CATALOGUE.deadLetters(),
                "key",
                DeadLetter.class,
                DeadLetter.newBuilder()
                        .setStage(scorerId == null ? "generator" : "scorer")
                        .setKind(FailureKind.PROCESSING_ERROR)
                        .setError("broken")
                        .setIdentity(job.getIdentity())
                        .setCategory(job.getCategory())
                        .setScorerId(scorerId)
                        .setTopic("t")
                        .setPartition(0)
                        .setOffset(0)
                        .setOriginalKey(null)
                        .setOriginalHeaders(List.of())
                        .setOriginalValue(null)
                        .setFailedAt(NOW)
                        .build());
    }

    private List<GenerationJob> writtenJobs() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(CATALOGUE.jobs().name()))
                .map(record -> AvroSerdes.deserializer(GenerationJob.class)
                        .deserialize(record.topic(), record.headers(), record.value()))
                .toList();
    }

    private List<Cancellation> orders() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(CANCELLATIONS))
                .map(CancelledExperimentTest::order)
                .toList();
    }

    private static Cancellation order(ProducerRecord<String, byte[]> record) {
        assertThat(record.key()).isEqualTo("exp-1");
        return AvroSerdes.deserializer(Cancellation.class)
                .deserialize(record.topic(), record.headers(), record.value());
    }

    private static MockProducer<String, byte[]> mockProducer() {
        List<PartitionInfo> partitions = List.of(
                partition(CATALOGUE.jobs().name(), 0),
                partition(CATALOGUE.jobs().name(), 1),
                partition(CATALOGUE.experiments().name(), 0),
                partition(CANCELLATIONS, 0));
        Cluster cluster = new Cluster("cluster", List.of(), partitions, Set.of(), Set.of());
        return new MockProducer<>(cluster, true, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static PartitionInfo partition(String topic, int partition) {
        return new PartitionInfo(topic, partition, Node.noNode(), new Node[0], new Node[0]);
    }
}
