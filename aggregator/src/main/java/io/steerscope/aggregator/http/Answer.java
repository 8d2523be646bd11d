package io.steerscope.aggregator.http;

import java.util.Map;

import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.StateVersion;

/**
 * A finished answer, as often as it is sent.
 *
 * @param fields its own fields as JSON
 * @param text the body: its own fields, then what they rest on
 */
record Answer(String fields, String text) {

    /** The answer of these fields, which are at least one. */
    static Snapshot<Answer> of(StateVersion version, Map<String, Object> fields) {
        String own = Json.text(fields);
        String state = Json.text(Map.of("state", Envelope.state(version)));
        return new Snapshot<>(version, new Answer(own, own.substring(0, own.length() - 1) + "," + state.substring(1)));
    }
}
