package io.steerscope.producer.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What is committed of an experiment does not go together with what is to be ingested; nothing was written. The message
 * has a line for each conflict, at most ten, and a last one that counts the others.
 */
public final class IngestConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 10;

    IngestConflictException(String message) {
        super(message);
    }

    /** Of conflicts that are found one by one. */
    static final class Lines {

        private final List<String> shown = new ArrayList<>();
        private long count;

        void add(String line) {
            count++;
            if (shown.size() < MOST_SHOWN) {
                shown.add(line);
            }
        }

        void refuseIfAny() {
            long more = count - shown.size();
            if (more > 0) {
                shown.add("... and " + more + (more == 1 ? " more conflict" : " more conflicts"));
            }
            if (count > 0) {
                throw new IngestConflictException(String.join("\n", shown));
            }
        }
    }
}
