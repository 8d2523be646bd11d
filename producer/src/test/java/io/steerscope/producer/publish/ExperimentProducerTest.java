package io.steerscope.producer.publish;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.producer.design.Designs;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ExperimentProducerTest {

    private static final TopicCatalogue CATALOGUE = TopicCatalogue.defaults();
    private static final String EXPERIMENTS = CATALOGUE.experiments().name();
    private static final int PARTITIONS = 4;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private final PairSet pairs = Designs.pairs(3, 2);
    private final ExperimentDesign design = Designs.design(pairs, "analogy");
    private final MockProducer<String, byte[]> producer = mockProducer();
    private final FakeTopics topics = new FakeTopics();

    @Test
    void aNewExperimentIsWrittenAsAWholeWithItsRecordLast() {
        // given
        topicHolds();
        List<Long> progress = new ArrayList<>();

        // when
        ProduceOutcome outcome = experimentProducer().produce(design, (sent, total) -> {
            assertThat(producer.history()).as("visible before the end").isEmpty();
            assertThat(total).isEqualTo(30);
            progress.add(sent);
        });

        // then
        Experiment experiment = design.experiment();
        assertThat(outcome).isEqualTo(new ProduceOutcome.Produced(experiment));
        assertThat(progress).hasSize(30).startsWith(1L).endsWith(30L);
        assertThat(producer.transactionCommitted()).isTrue();
        assertThat(producer.commitCount()).isEqualTo(1);
        List<ProducerRecord<String, byte[]>> sent = producer.history();
        assertThat(sent.subList(0, 30).stream().map(this::job))
                .containsExactlyElementsOf(ExperimentPlan.of(design).jobs());
        assertThat(sent.subList(0, 30)).allSatisfy(record -> assertThat(record.key())
                .isEqualTo(RecordKeys.jobKey(job(record).getIdentity())));
        assertThat(sent.get(30).topic()).isEqualTo(EXPERIMENTS);
        assertThat(sent.get(30).key()).isEqualTo("exp-1");
        assertThat(AvroSerdes.deserializer(Experiment.class)
                        .deserialize(EXPERIMENTS, sent.get(30).value()))
                .isEqualTo(experiment);
    }

    @Test
    void producingTheSameExperimentAgainChangesNothing() {
        // given
        topicHolds(design.experiment(), other("exp-2"));

        // when
        ProduceOutcome outcome = experimentProducer().produce(design, ProduceListener.SILENT);

        // then
        assertThat(outcome).isEqualTo(new ProduceOutcome.AlreadyProduced(design.experiment()));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void otherExperimentsDoNotMatter() {
        topicHolds(other("exp-2"), other("exp-3"));

        assertThat(experimentProducer().produce(design, ProduceListener.SILENT))
                .isInstanceOf(ProduceOutcome.Produced.class);
    }

    @Test
    void anExperimentOfImagesFromElsewhereIsRefusedByItsKindAlone() {
        // given
        topicHolds(ImageExperiments.ofImages(design.experiment()));

        // when / then
        assertThatExceptionOfType(DesignConflictException.class)
                .isThrownBy(() -> experimentProducer().produce(design, ProduceListener.SILENT))
                .withMessage("experiment exp-1 exists and is of kind images, requested is one of kind jobs;"
                        + " choose another id");
    }

    @Test
    void anotherDesignUnderTheSameIdIsRefusedWithEachDifference() {
        // given
        topicHolds(design.experiment());
        ExperimentDesign changed = new ExperimentDesign(
                "exp-1", pairs, design.seeds(), List.of(0.0, 1.0), List.of("lerp"), Designs.SETTINGS, 42);

        // when / then
        assertThatExceptionOfType(DesignConflictException.class)
                .isThrownBy(() -> experimentProducer().produce(changed, ProduceListener.SILENT))
                .withMessageStartingWith("experiment exp-1 exists with another design: "
                        + "alphas is [0.5, 0.8, 1.0], requested [0.0, 1.0]; methods is [analogy], requested [lerp]; ")
                .satisfies(e -> assertThat(e.differences())
                        .extracting(DesignDifference::field)
                        .containsExactly("alphas", "methods", "jobs", "sha256 of the design"));
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void anExperimentOfBeforeThereWereUnsteeredImagesHasNone() {
        // given
        topicHolds(design.experiment());
        ExperimentDesign changed = new ExperimentDesign(
                "exp-1",
                pairs,
                design.seeds(),
                design.alphas(),
                design.methods(),
                Designs.SETTINGS,
                42,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                Baseline.SOURCE);

        // when / then
        assertThatExceptionOfType(DesignConflictException.class)
                .isThrownBy(() -> experimentProducer().produce(changed, ProduceListener.SILENT))
                .withMessageStartingWith("experiment exp-1 exists with another design: jobs is 30, requested 40;"
                        + " baseline is none, requested source; ");
    }

    @Test
    void aDeletedExperimentMayBeProducedAnew() {
        topicHolds(design.experiment(), null);

        assertThat(experimentProducer().produce(design, ProduceListener.SILENT))
                .isInstanceOf(ProduceOutcome.Produced.class);
    }

    @Test
    void anInterruptedRunLeavesNothingVisibleAndTheNextOneWritesEverything() {
        // given
        topicHolds();
        ProduceListener failing = (sent, total) -> {
            if (sent == 17) {
                throw new IllegalStateException("stop");
            }
        };
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> experimentProducer().produce(design, failing));
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(producer.history()).isEmpty();

        // when
        MockProducer<String, byte[]> next = mockProducer();
        new ExperimentProducer(next, log(), CATALOGUE, CLOCK).produce(design, ProduceListener.SILENT);

        // then
        assertThat(next.history()).hasSize(31);
    }

    @Test
    void itemsAreDealtOutToThePartitionsInTurnAndKeepTheirSeedsTogether() {
        // given
        topicHolds();

        // when
        experimentProducer().produce(design, ProduceListener.SILENT);

        // then
        List<ProducerRecord<String, byte[]>> sent = producer.history().subList(0, 30);
        int seeds = design.seeds().size();
        for (int i = 0; i < sent.size(); i++) {
            assertThat(sent.get(i).partition()).isEqualTo(i / seeds % PARTITIONS);
        }
    }

    @Test
    void theUnsteeredImagesOfAPairAreInThePartitionOfItsFirstItemAndAllPartitionsAreAboutEquallyLong() {
        // given
        topicHolds();
        ExperimentDesign withBaseline = new ExperimentDesign(
                "exp-1",
                Designs.pairs(7, 6),
                List.of(0L, 1L),
                List.of(0.5, 1.0),
                List.of("lerp"),
                Designs.SETTINGS,
                42,
                ExemplarRule.LEAVE_ONE_OUT,
                null,
                Baseline.SOURCE_AND_TARGET);

        // when
        experimentProducer().produce(withBaseline, ProduceListener.SILENT);

        // then
        int jobs = (int) withBaseline.expectedJobs();
        List<ProducerRecord<String, byte[]>> sent = producer.history().subList(0, jobs);
        Map<String, List<Integer>> partitionsOfPair = new LinkedHashMap<>();
        Map<Integer, Integer> lengths = new TreeMap<>();
        sent.forEach(record -> {
            partitionsOfPair
                    .computeIfAbsent(record.key().split("/")[1], pair -> new ArrayList<>())
                    .add(record.partition());
            lengths.merge(record.partition(), 1, Integer::sum);
        });
        assertThat(partitionsOfPair).hasSize(13);
        partitionsOfPair.values().forEach(partitions -> assertThat(new HashSet<>(partitions.subList(0, 6)))
                .hasSize(1));
        assertThat(Collections.max(lengths.values()) - Collections.min(lengths.values()))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void aFailureOfTheClusterAbortsTheTransaction() {
        topicHolds();
        producer.commitTransactionException = new KafkaException("broker is gone");

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> experimentProducer().produce(design, ProduceListener.SILENT))
                .withMessage("broker is gone");
        assertThat(producer.transactionAborted()).isTrue();
    }

    @Test
    void aFailureOfTheClusterIsToldWithWhatBecameVisible() {
        topicHolds();
        producer.commitTransactionException = new KafkaException(
                "Cannot execute transactional method because we are in an error state",
                new TopicAuthorizationException(Set.of(CATALOGUE.jobs().name())));

        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> produceWith(producer))
                .withMessage("nothing of experiment exp-1 became visible: a right on topic steerscope.jobs is missing:"
                        + " grant Describe, Read and Write; run the same command again");
    }

    @Test
    void aCommitWhoseAnswerWasLostBeforeItTookPlaceIsToldAsNothing() {
        // given
        topicHolds();
        Producer<String, byte[]> lost = new LostAnswer(() -> {});

        // when / then
        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> produceWith(lost))
                .withMessage("nothing of experiment exp-1 became visible: Timeout expired after 60000ms while awaiting"
                        + " EndTxn(true); run the same command again");
        assertThat(producer.transactionInitialized())
                .as("the transactional id was opened again")
                .isTrue();
    }

    @Test
    void aCommitWhoseAnswerWasLostAfterItTookPlaceIsToldAsWritten() {
        // given
        topicHolds();
        Producer<String, byte[]> lost = new LostAnswer(() -> topicHolds(design.experiment()));

        // when
        ProduceOutcome outcome = produceWith(lost);

        // then
        assertThat(outcome).isEqualTo(new ProduceOutcome.Produced(design.experiment()));
        assertThat(producer.transactionInitialized()).isTrue();
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aClusterThatStaysAwayAfterALostAnswerLeavesItOpen() {
        // given
        topicHolds();
        producer.initTransactionException = new TimeoutException("Timeout expired while awaiting InitProducerId");

        // when / then
        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> produceWith(new LostAnswer(() -> {})))
                .withMessageStartingWith(
                        "whether experiment exp-1 is written is not known: Timeout expired after 60000ms")
                .withMessageEndingWith("run the same command again: it writes nothing twice");
    }

    /** Produces with one producer, and opens the usual one when the transactional id is opened again. */
    private ProduceOutcome produceWith(Producer<String, byte[]> first) {
        Iterator<Producer<String, byte[]>> producers = List.of(first, producer).iterator();
        return ExperimentProducer.produce(producers::next, log(), CATALOGUE, design, ProduceListener.SILENT);
    }

    /** A producer whose commit times out, and which refuses to abort then, as Kafka's does. */
    private static final class LostAnswer extends MockProducer<String, byte[]> {

        private final Runnable commit;

        LostAnswer(Runnable commit) {
            super(cluster(), true, null, new StringSerializer(), new ByteArraySerializer());
            this.commit = commit;
        }

        @Override
        public void commitTransaction() {
            commit.run();
            throw new TimeoutException("Timeout expired after 60000ms while awaiting EndTxn(true)");
        }

        @Override
        public void abortTransaction() {
            throw new IllegalStateException("Cannot attempt operation `abortTransaction` because the previous call to"
                    + " `commitTransaction` timed out and must be retried");
        }
    }

    @Test
    void theOlderOfTwoProcessesIsToldThatAnotherOneProduces() {
        topicHolds();
        producer.commitTransactionException = new ProducerFencedException("fenced");

        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> experimentProducer().produce(design, ProduceListener.SILENT))
                .withMessage("experiment exp-1 is being written by another process, which goes on:"
                        + " wait for its end, then run this again");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aMissingTopicIsNamedWithTheCommandThatMakesIt() {
        assertThatExceptionOfType(ProductionException.class)
                .isThrownBy(() -> experimentProducer().produce(design, ProduceListener.SILENT))
                .withMessage("topic steerscope.experiments does not exist: run `steerscope topics apply`");
    }

    private ExperimentProducer experimentProducer() {
        return new ExperimentProducer(producer, log(), CATALOGUE, CLOCK);
    }

    private ExperimentLog log() {
        return new ExperimentLog(topics.records(), CATALOGUE);
    }

    /** Makes the topic of experiments hold these records; null is a tombstone of {@code exp-1}. */
    private void topicHolds(@Nullable Experiment... experiments) {
        for (Experiment experiment : experiments) {
            topics.write(
                    CATALOGUE.experiments(),
                    experiment == null ? "exp-1" : experiment.getExperimentId(),
                    Experiment.class,
                    experiment);
        }
        topics.with(CATALOGUE.experiments())
                .with(CATALOGUE.cancellations())
                .with(CATALOGUE.imageSummaries())
                .with(CATALOGUE.deadLetters());
    }

    private Experiment other(String id) {
        return new ExperimentDesign(id, pairs, List.of(9L), List.of(1.0), List.of("lerp"), Designs.SETTINGS, 1)
                .experiment();
    }

    private GenerationJob job(ProducerRecord<String, byte[]> record) {
        assertThat(record.topic()).isEqualTo(CATALOGUE.jobs().name());
        return AvroSerdes.deserializer(GenerationJob.class).deserialize(record.topic(), record.value());
    }

    private static MockProducer<String, byte[]> mockProducer() {
        return new MockProducer<>(cluster(), true, null, new StringSerializer(), new ByteArraySerializer());
    }

    private static Cluster cluster() {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            partitions.add(
                    new PartitionInfo(CATALOGUE.jobs().name(), partition, Node.noNode(), new Node[0], new Node[0]));
        }
        partitions.add(new PartitionInfo(EXPERIMENTS, 0, Node.noNode(), new Node[0], new Node[0]));
        return new Cluster("cluster", List.of(), partitions, Set.of(), Set.of());
    }
}
