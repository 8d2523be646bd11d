package io.steerscope.results.intake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.steerscope.results.Edited;
import io.steerscope.results.StoppedExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.StoppingDesign;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicCatalogue;

import static org.assertj.core.api.Assertions.assertThat;

/** Designs that say when they stop, and decisions about them. */
class StoppingRecordsTest {

    private static final TopicCatalogue TOPICS = TopicCatalogue.defaults();
    private static final Experiment DESIGN = StoppedExperiment.design();
    private static final Decision DECISION = StoppedExperiment.decision(DESIGN, "colour", 0.5, "works");

    private final RecordAcceptance<Experiment> designAcceptance = RecordAcceptance.ofExperiments(RecordLimits.DEFAULT);
    private final RecordAcceptance<Decision> acceptance = RecordAcceptance.ofDecisions(RecordLimits.DEFAULT);
    private final Designs designs = new Designs(TOPICS, RecordLimits.DEFAULT, new LeftOutLog(System::nanoTime));
    private long offset;

    @Test
    void aDecisionCountsUnderItsKey() {
        assertThat(judge(DECISION)).isEqualTo(new Judgement.Accepted<>(key(DECISION), DECISION));
        assertThat(acceptance.judge("decisions", bytes("elsewhere"), new RecordHeaders(), encoded(DECISION)))
                .isInstanceOf(Judgement.Refused.class);
        assertThat(acceptance.judge("decisions", bytes(key(DECISION)), new RecordHeaders(), null))
                .isEqualTo(new Judgement.Retracted<>(key(DECISION)));
    }

    @ParameterizedTest
    @MethodSource("unsoundDecisions")
    void aDecisionThatCannotBeOneIsRefused(String field, Object value, String reason) {
        assertThat(judge(Edited.with(DECISION, field, value)))
                .isInstanceOfSatisfying(Judgement.Refused.class, refused -> assertThat(refused.reason())
                        .contains(reason));
    }

    static Stream<Arguments> unsoundDecisions() {
        return Stream.of(
                Arguments.of("outcome", "maybe", "its outcome is neither"),
                Arguments.of("place", -1, "its place is -1"),
                Arguments.of("place", 7, "up to place 7"),
                Arguments.of("items", 0, "its number of items is 0"),
                Arguments.of("passedOver", -1, "its number of items passed over is -1"),
                Arguments.of("mean", Double.NaN, "its mean is NaN"),
                Arguments.of("mean", 2.5, "its mean is 2.5"),
                Arguments.of("lowerBound", Double.NEGATIVE_INFINITY, "its lower bound is -Infinity"),
                Arguments.of("upperBound", Double.NaN, "its upper bound is NaN"),
                Arguments.of("p", 1.5, "its p is 1.5"),
                Arguments.of("p", Double.NaN, "its p is NaN"),
                Arguments.of("categoryCells", 0, "it has 0 cells of its category"),
                Arguments.of("scorers", List.of(), "it has 0 scorers"),
                Arguments.of("scorers", List.of("z", "a"), "not in alphabetical order"),
                Arguments.of("scorers", List.of("other"), "which is none of its scorers"));
    }

    @ParameterizedTest
    @MethodSource("unsoundRules")
    void aDesignThatCannotStopAsItSaysIsRefused(StoppingDesign stop, String reason) {
        assertThat(judgeDesign(Edited.with(DESIGN, "stop", stop)))
                .isInstanceOfSatisfying(Judgement.Refused.class, refused -> assertThat(refused.reason())
                        .contains(reason));
    }

    static Stream<Arguments> unsoundRules() {
        return Stream.of(
                Arguments.of(new StoppingDesign(0.5, 4, 5, List.of("clip")), "its level of decisions is 0.5"),
                Arguments.of(new StoppingDesign(1.0, 4, 5, List.of("clip")), "its level of decisions is 1.0"),
                Arguments.of(new StoppingDesign(Double.NaN, 4, 5, List.of("clip")), "its level of decisions is NaN"),
                Arguments.of(new StoppingDesign(0.95, 0, 5, List.of("clip")), "cells of a family of decisions is 0"),
                Arguments.of(new StoppingDesign(0.95, 4, 1, List.of("clip")), "fewest items of a decision is 1"),
                Arguments.of(new StoppingDesign(0.95, 4, 5, List.of()), "it has 0 scorers that decide"),
                Arguments.of(new StoppingDesign(0.95, 4, 5, List.of("b", "a")), "not in alphabetical order"),
                Arguments.of(new StoppingDesign(0.95, 4, 5, List.of("a", "a")), "not in alphabetical order"),
                Arguments.of(new StoppingDesign(0.95, 4, 5, List.of("a/b")), "id"));
    }

    @Test
    void aDesignPlansNoMorePairsThanItHasAndStopsNoImagesFromElsewhere() {
        assertThat(judgeDesign(DESIGN)).isInstanceOf(Judgement.Accepted.class);
        assertThat(judgeDesign(planning(2, 2))).isInstanceOf(Judgement.Accepted.class);
        assertThat(judgeDesign(planning(2, 3))).isInstanceOf(Judgement.Refused.class);
        assertThat(judgeDesign(planning(2, 0))).isInstanceOf(Judgement.Refused.class);
        assertThat(judgeDesign(Edited.with(Edited.with(DESIGN, "kind", "images"), "seeds", List.of())))
                .isEqualTo(new Judgement.Refused<>(
                        FailureKind.INVALID_REQUEST, "its kind is images and it says when no more are made"));
    }

    @Test
    void theFirstDecisionOfAKeyStandsUntilATombstoneRetractsIt() {
        // given
        accept(TOPICS.experiments().name(), DESIGN.getExperimentId(), encode(Experiment.class, DESIGN), 0);
        Decision later = Edited.with(DECISION, "outcome", "does not");

        // when
        accept(0, key(DECISION), DECISION);
        accept(0, key(DECISION), later);

        // then
        assertThat(designs.decisions(ToyExperiment.ID)).containsExactly(DECISION);

        // when
        accept(0, key(DECISION), null);
        assertThat(designs.decisions(ToyExperiment.ID)).isEmpty();
        accept(0, key(DECISION), later);

        // then
        assertThat(designs.decisions(ToyExperiment.ID)).containsExactly(later);
    }

    @Test
    void decisionsAreThoseAboutTheCellsOfThePresentDesignInCanonicalOrder() {
        // given
        Decision second = StoppedExperiment.decision(DESIGN, "size / count", 0.5, "works");
        Decision third = StoppedExperiment.decision(DESIGN, "colour", 1.0, "does not");
        accept(0, key(third), third);
        accept(1, key(second), second);
        accept(0, key(DECISION), DECISION);
        Decision ofOtherDesign =
                Edited.with(StoppedExperiment.decision(DESIGN, "size / count", 1.0, "works"), "designSha256", "other");
        accept(0, key(ofOtherDesign), ofOtherDesign);
        Decision ofNoCell = StoppedExperiment.decision(DESIGN, "colour", 0.7, "works");
        accept(0, key(ofNoCell), ofNoCell);

        // then
        assertThat(designs.decisions(ToyExperiment.ID))
                .as("while the design is not known")
                .isEmpty();

        // when
        accept(TOPICS.experiments().name(), DESIGN.getExperimentId(), encode(Experiment.class, DESIGN), 0);

        // then
        assertThat(designs.decisions(ToyExperiment.ID)).containsExactly(DECISION, second, third);
    }

    private static Experiment planning(int pairs, int planned) {
        return Edited.with(DESIGN, "categories", List.of(new CategoryDesign("colour", pairs, planned)));
    }

    private Judgement<Experiment> judgeDesign(Experiment design) {
        return designAcceptance.judge(
                "experiments", bytes(design.getExperimentId()), new RecordHeaders(), encode(Experiment.class, design));
    }

    private Judgement<Decision> judge(Decision decision) {
        return acceptance.judge("decisions", bytes(key(decision)), new RecordHeaders(), encoded(decision));
    }

    private void accept(int partition, String key, @Nullable Decision decision) {
        accept(TOPICS.decisions().name(), key, decision == null ? null : encoded(decision), partition);
    }

    private void accept(String topic, String key, byte @Nullable [] value, int partition) {
        designs.accept(new ConsumerRecord<>(
                topic,
                partition,
                offset++,
                1_000,
                TimestampType.CREATE_TIME,
                key.length(),
                value == null ? 0 : value.length,
                bytes(key),
                value,
                new RecordHeaders(),
                Optional.empty()));
    }

    private static String key(Decision decision) {
        return RecordKeys.decisionKey(decision);
    }

    private static byte[] encoded(Decision decision) {
        return encode(Decision.class, decision);
    }

    private static <T extends SpecificRecordBase> byte[] encode(Class<T> type, T record) {
        return AvroSerdes.serializer(type).serialize("", record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
