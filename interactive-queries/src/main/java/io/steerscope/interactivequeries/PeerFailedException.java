package io.steerscope.interactivequeries;

import java.util.Objects;

import org.apache.kafka.streams.state.HostInfo;

import io.steerscope.interactivequeries.StateUnavailableException.Reason;

/** Another instance did not answer for its partitions; where they are may have changed. */
final class PeerFailedException extends Exception {

    private final HostInfo host;

    PeerFailedException(HostInfo host, Throwable cause) {
        super(cause);
        this.host = host;
    }

    HostInfo host() {
        return host;
    }

    /** The same for the one who asked: as the other instance put it, or that it did not answer. */
    StateUnavailableException unavailable() {
        if (getCause() instanceof StateUnavailableException refusal) {
            return refusal;
        }
        return new StateUnavailableException(
                Reason.UNREACHABLE,
                "Aggregator %s:%d %s"
                        .formatted(host.host(), host.port(), Peers.words(Objects.requireNonNull(getCause()))),
                this);
    }
}
