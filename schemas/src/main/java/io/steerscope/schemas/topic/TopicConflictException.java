package io.steerscope.schemas.topic;

import java.util.List;
import java.util.stream.Collectors;

/** A plan cannot be carried out. The message holds one line for each conflict. */
public final class TopicConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicConflictException(List<TopicChange.Conflict> conflicts) {
        super(conflicts.stream().map(TopicChange::line).collect(Collectors.joining("\n")));
    }
}
