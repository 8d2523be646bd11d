package io.steerscope.aggregator.state;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records that do not count, as the log tells them. */
final class LeftOut {

    private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);

    private LeftOut() {}

    /**
     * Whether a record counts; one that has a problem is logged.
     *
     * @param what kind of record, such as {@code score}
     */
    static boolean accepts(String what, @Nullable String key, Optional<String> problem) {
        problem.ifPresent(reason -> LOG.atWarn()
                .addKeyValue("key", key)
                .addKeyValue("reason", reason)
                .log(what + " was left out"));
        return problem.isEmpty();
    }
}
