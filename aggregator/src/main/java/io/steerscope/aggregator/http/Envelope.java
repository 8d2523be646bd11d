package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.StateVersion;

/**
 * What every answer about experiments carries besides its own fields: the member {@code state}, and the same in short
 * as headers, for answers whose body is canonical.
 */
final class Envelope {

    static final String COVERAGE_HEADER = "Steerscope-Coverage";
    static final String LAG_HEADER = "Steerscope-Lag";

    private Envelope() {}

    /** Sends fields and the version of the state. */
    static void send(Context context, StateVersion version, Map<String, Object> fields) {
        headers(context, version);
        Json.send(context, with(version, fields));
    }

    /** Sends a finished answer. */
    static void send(Context context, Snapshot<Answer> answer) {
        sendCanonical(context, answer.version(), answer.value().text());
    }

    /** Sends a body as it is; the version of the state goes into the headers. */
    static void sendCanonical(Context context, StateVersion version, String json) {
        headers(context, version);
        Json.sendText(context, json);
    }

    /** The fields, then the version. */
    private static Map<String, Object> with(StateVersion version, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("state", state(version));
        return body;
    }

    /** What an answer rests on, by field name. */
    static Map<String, Object> state(StateVersion version) {
        InputPosition position = version.position();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("coverage", version.coverage());
        fields.put("caught_up", version.isCaughtUp());
        fields.put("lag", position.lag());
        fields.put("as_of", position.asOf().toString());
        fields.put("topics", position.topics());
        return fields;
    }

    /** Puts the version of the state into the headers. */
    static void headers(Context context, StateVersion version) {
        StateVersion.Coverage coverage = version.coverage();
        String standby = coverage.standby() == 0 ? "" : ";standby=" + coverage.standby();
        context.header(COVERAGE_HEADER, coverage.answered() + "/" + coverage.partitions() + standby);
        context.header(LAG_HEADER, Long.toString(version.position().lag()));
    }
}
