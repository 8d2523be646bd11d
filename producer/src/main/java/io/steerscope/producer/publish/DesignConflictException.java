package io.steerscope.producer.publish;

import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.schemas.record.Experiment;

/** An experiment of this id exists with another design. The message names each difference. */
public final class DesignConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<DesignDifference> differences;

    DesignConflictException(Experiment existing, Experiment requested) {
        this(existing.getExperimentId(), DesignDifference.between(existing, requested));
    }

    private DesignConflictException(String experimentId, List<DesignDifference> differences) {
        super(differences.stream()
                .filter(difference -> difference.field().equals(DesignDifference.KIND))
                .findFirst()
                .map(kind -> ofKind(experimentId, kind))
                .orElseGet(() -> ofValues(experimentId, differences)));
        this.differences = differences;
    }

    /** Of another kind, everything else differs too, which helps nobody. */
    private static String ofKind(String experimentId, DesignDifference kind) {
        return "experiment %s exists and is of kind %s, requested is one of kind %s; choose another id"
                .formatted(experimentId, kind.existing(), kind.requested());
    }

    private static String ofValues(String experimentId, List<DesignDifference> differences) {
        return differences.stream()
                .map(difference -> "%s is %s, requested %s"
                        .formatted(difference.field(), difference.existing(), difference.requested()))
                .collect(Collectors.joining(
                        "; ", "experiment " + experimentId + " exists with another design: ", "; choose another id"));
    }

    /** What differs, in the order of the design. */
    public List<DesignDifference> differences() {
        return differences;
    }
}
