package io.steerscope.results.design;

import java.util.Collection;

/** The question is about an experiment, scorer or method that there is not. The message is one line. */
public final class UnknownSubjectException extends RuntimeException {

    /** @param message one line that names the subject and what there is instead */
    public UnknownSubjectException(String message) {
        super(message);
    }

    /** The line about an experiment whose design does not count, for a reason. */
    public static UnknownSubjectException ofDesign(String experimentId, String reason) {
        return new UnknownSubjectException(
                "The design of experiment \"%s\" does not count: %s".formatted(experimentId, reason));
    }

    /**
     * The usual line.
     *
     * @param kind the kind of subject, such as "experiment"
     * @param id the one asked for
     * @param known those there are, at most a few of which are named
     */
    public static UnknownSubjectException of(String kind, String id, Collection<String> known) {
        String there = known.isEmpty()
                ? "there is none yet"
                : "known: "
                        + String.join(", ", known.stream().sorted().limit(10).toList())
                        + (known.size() > 10 ? " and " + (known.size() - 10) + " more" : "");
        return new UnknownSubjectException("There is no %s \"%s\" (%s)".formatted(kind, id, there));
    }
}
