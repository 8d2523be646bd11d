package io.steerscope.aggregator.http;

import java.util.List;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what cannot be used is an {@link InvalidParameterException}. */
final class QueryParameters {

    private final Context context;

    QueryParameters(Context context) {
        this.context = context;
    }

    /** The text, empty where the parameter is absent. */
    String text(String name) {
        String value = context.queryParam(name);
        return value == null ? "" : value;
    }

    /** The first of {@code choices} where the parameter is absent. */
    String oneOf(String name, List<String> choices) {
        String value = text(name);
        if (value.isEmpty()) {
            return choices.get(0);
        }
        if (!choices.contains(value)) {
            throw new InvalidParameterException(name, value, "one of " + String.join(", ", choices));
        }
        return value;
    }

    int wholeNumber(String name, int absent, int smallest, int largest) {
        String value = text(name);
        if (value.isEmpty()) {
            return absent;
        }
        String expected = largest == Integer.MAX_VALUE
                ? "a whole number of at least " + smallest
                : "a whole number from " + smallest + " to " + largest;
        try {
            int number = Integer.parseInt(value);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name, value, expected);
        }
        throw new InvalidParameterException(name, value, expected);
    }

    @Nullable
    Double number(String name) {
        String value = text(name);
        if (value.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(value);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name, value, "a number");
        }
    }
}
