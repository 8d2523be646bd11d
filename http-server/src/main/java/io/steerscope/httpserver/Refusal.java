package io.steerscope.httpserver;

import java.util.Map;

/**
 * What a request gets instead of an answer.
 *
 * @param status HTTP status
 * @param headers further headers
 * @param mediaType type of the body
 * @param body one line of JSON for programs, as all errors are written, or a page for people
 */
record Refusal(int status, Map<String, String> headers, String mediaType, String body) {

    private static final String JSON = "application/json;charset=utf-8";

    /**
     * @param error class of the error, such as {@code unknown_host}
     * @param message one line for people
     */
    static Refusal of(int status, String error, String message) {
        return new Refusal(status, Map.of(), JSON, json(error, message, false));
    }

    /** One that may be no more when it is asked again. */
    static Refusal forNow(int status, String error, String message) {
        return new Refusal(status, Map.of("Retry-After", "1"), JSON, json(error, message, true));
    }

    Refusal with(String header, String value) {
        return new Refusal(status, Map.of(header, value), mediaType, body);
    }

    /** An error as one line of JSON. */
    static String json(String error, String message, boolean retryable) {
        return "{\"error\":\"" + error + "\",\"message\":\"" + escaped(message) + "\",\"retryable\":" + retryable + "}";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append((char) c);
            } else if (c < ' ' || c > '~') {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
