package io.steerscope.aggregator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import io.javalin.http.Handler;

/** The description of this interface, OpenAPI 3.1, kept by hand; a test holds it against routes and answers. */
final class OpenApi {

    private static final String RESOURCE = "/io/steerscope/aggregator/openapi.json";

    private OpenApi() {}

    static Handler handler() {
        String text = text();
        return context -> Json.sendText(context, text);
    }

    private static String text() {
        try (InputStream stream = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("openapi.json is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
