package io.steerscope.results.design;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.results.document.Numbers;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;

/**
 * How many failures of one stage are of one kind.
 *
 * @param scorerId the scorer that gave up; null for the generator
 * @param kind the kind
 * @param count number of failures, at least 1
 */
public record FailureCount(@Nullable String scorerId, FailureKind kind, long count) {

    private record Group(String scorerId, FailureKind kind) implements Comparable<Group> {

        private static final Comparator<Group> ORDER =
                Comparator.comparing(Group::scorerId).thenComparing(Group::kind);

        @Override
        public int compareTo(Group other) {
            return ORDER.compare(this, other);
        }
    }

    /** Counts failures, those of the generator first. */
    public static List<FailureCount> of(Collection<DeadLetter> failures) {
        Map<Group, Long> counts = new TreeMap<>();
        failures.forEach(failure -> counts.merge(
                new Group(Objects.requireNonNullElse(failure.getScorerId(), ""), failure.getKind()), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new FailureCount(
                        entry.getKey().scorerId().isEmpty()
                                ? null
                                : entry.getKey().scorerId(),
                        entry.getKey().kind(),
                        entry.getValue()))
                .toList();
    }

    /** One of two words, since a dead letter may name any stage. */
    public String stage() {
        return scorerId == null ? "generator" : "scorer";
    }

    /** By field name. */
    public Map<String, Object> toMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stage", stage());
        if (scorerId != null) {
            fields.put("scorer_id", scorerId);
        }
        fields.put("kind", kind.name());
        fields.put("count", count);
        return fields;
    }

    /** In words, as {@code scorer clip: 3 MISSING_IMAGE}. */
    public String words() {
        return stage() + (scorerId == null ? "" : " " + scorerId) + ": " + Numbers.count(count) + " " + kind;
    }
}
