package io.steerscope.aggregator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;

/** Answers in JSON, field names in snake case. */
final class Json {

    static final String TYPE = "application/json;charset=utf-8";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    static void send(Context context, Object body) {
        sendText(context, text(body));
    }

    /** The body as one line. */
    static String text(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The answer cannot be written as JSON", e);
        }
    }

    static void sendText(Context context, String json) {
        context.header("Cache-Control", "no-store");
        context.contentType(TYPE);
        context.result(json);
    }
}
