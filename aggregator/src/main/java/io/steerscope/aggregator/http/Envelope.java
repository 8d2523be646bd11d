package io.steerscope.aggregator.http;

import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Context;

import io.steerscope.aggregator.query.Snapshot;
import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.Standing;

/**
 * What every answer about experiments carries besides its own fields: the member {@code state}, and the same in short as
 * headers, for answers whose body is canonical.
 */
final class Envelope {

    static final String COVERAGE_HEADER = "Steerscope-Coverage";
    static final String LAG_HEADER = "Steerscope-Lag";

    private Envelope() {}

    /** Sends fields and standing. */
    static void send(Context context, Standing standing, Map<String, Object> fields) {
        headers(context, standing);
        Json.send(context, with(standing, fields));
    }

    /** Sends a finished answer. */
    static void send(Context context, Snapshot<Answer> answer) {
        sendCanonical(context, answer.standing(), answer.value().text());
    }

    /** Sends a body as it is; the standing goes into the headers. */
    static void sendCanonical(Context context, Standing standing, String json) {
        headers(context, standing);
        Json.sendText(context, json);
    }

    /** The fields, then the standing. */
    private static Map<String, Object> with(Standing standing, Map<String, Object> fields) {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("state", state(standing));
        return body;
    }

    /** What an answer rests on, by field name. */
    static Map<String, Object> state(Standing standing) {
        InputPosition position = standing.position();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("coverage", standing.coverage());
        fields.put("caught_up", standing.isCaughtUp());
        fields.put("lag", position.lag());
        fields.put("as_of", position.asOf().toString());
        fields.put("topics", position.topics());
        return fields;
    }

    /** Puts the standing into the headers. */
    static void headers(Context context, Standing standing) {
        Standing.Coverage coverage = standing.coverage();
        String standby = coverage.standby() == 0 ? "" : ";standby=" + coverage.standby();
        context.header(COVERAGE_HEADER, coverage.answered() + "/" + coverage.partitions() + standby);
        context.header(LAG_HEADER, Long.toString(standing.position().lag()));
    }
}
