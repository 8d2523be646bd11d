package io.steerscope.results.intake;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * The first decision about every cell, by scorer and design, as a decision stands once it is written. A tombstone
 * retracts what its partition says of a key. Safe for use by one writer and several readers.
 *
 * <p>Of a key that stands in several partitions the decision of the lowest one counts, so that it does not matter in
 * which order partitions are read.
 */
final class Decisions implements ReadTopic {

    private static final Comparator<Decision> ORDER = Comparator.comparing(Decision::getMethod)
            .thenComparingDouble(Decision::getAlpha)
            .thenComparing(Decision::getCategory)
            .thenComparing(Decision::getScorerId);

    private final RecordAcceptance<Decision> acceptance;
    private final ConcurrentSkipListMap<String, Map<Place, Decision>> byKey = new ConcurrentSkipListMap<>();

    /** Decisions about one design in one partition. */
    private record Place(int partition, String designSha256) {}

    Decisions(RecordLimits limits) {
        this.acceptance = RecordAcceptance.ofDecisions(limits);
    }

    @Override
    public Judgement<Decision> accept(ConsumerRecord<byte[], byte[]> record) {
        Judgement<Decision> judgement =
                acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
        if (judgement instanceof Judgement.Accepted<Decision> accepted) {
            Place place = new Place(record.partition(), accepted.value().getDesignSha256());
            byKey.merge(accepted.key(), Map.of(place, accepted.value()), (before, added) -> {
                Map<Place, Decision> both = new HashMap<>(added);
                both.putAll(before);
                return Map.copyOf(both);
            });
        } else if (judgement instanceof Judgement.Retracted<Decision> retracted) {
            byKey.computeIfPresent(retracted.key(), (key, before) -> {
                Map<Place, Decision> left = new HashMap<>(before);
                left.keySet().removeIf(place -> place.partition() == record.partition());
                return left.isEmpty() ? null : Map.copyOf(left);
            });
        }
        return judgement;
    }

    /** The decisions about the cells that a design asks for, by its scorers, in canonical order. */
    List<Decision> of(Experiment experiment) {
        StoppingDesign stop = experiment.getStop();
        if (stop == null) {
            return List.of();
        }
        DesignScope scope = DesignScope.of(experiment);
        String prefix = experiment.getExperimentId() + "/";
        return byKey.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> first(entry.getValue(), experiment.getDesignSha256()).stream())
                .filter(decision -> stop.getScorers().contains(decision.getScorerId())
                        && scope.holds(decision.getCategory(), decision.getMethod(), decision.getAlpha()))
                .sorted(ORDER)
                .toList();
    }

    private static Optional<Decision> first(Map<Place, Decision> all, String designSha256) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().designSha256().equals(designSha256))
                .min(Comparator.comparingInt(entry -> entry.getKey().partition()))
                .map(Map.Entry::getValue);
    }
}
