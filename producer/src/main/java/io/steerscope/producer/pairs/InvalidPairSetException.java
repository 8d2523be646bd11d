package io.steerscope.producer.pairs;

import java.util.List;
import java.util.stream.Collectors;

/** A file is no pair set. The message holds one line {@code file:line:column: problem: fix} for each problem. */
public final class InvalidPairSetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 20;

    /** @param problems all problems, one line each, in the order of the file */
    InvalidPairSetException(List<String> problems) {
        super(message(problems));
    }

    private static String message(List<String> problems) {
        String shown = problems.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n"));
        int more = problems.size() - MOST_SHOWN;
        return more > 0 ? shown + "\n... and " + more + " more problems" : shown;
    }
}
