package io.steerscope.aggregator.http;

import java.util.List;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;

/** Reads the parameters of a question; what cannot be used is an {@link InvalidParameterException}. */
final class QueryParameters {

    private final Context context;

    /**
     * @param context the question
     * @param names the query parameters that the path takes; a question with any other is refused, since a misspelt
     *     filter would otherwise be no filter
     */
    QueryParameters(Context context, String... names) {
        List<String> known = List.of(names);
        context.queryParamMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw new InvalidParameterException(
                        name,
                        values.isEmpty() ? "" : values.get(0),
                        known.isEmpty() ? "no parameter" : "only " + String.join(", ", known));
            }
        });
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
        return value.isEmpty() ? null : finite(name, value);
    }

    /** A part of a path that is a finite number. */
    static double finite(String name, String value) {
        try {
            double number = Double.parseDouble(value);
            if (Double.isFinite(number)) {
                return number + 0.0;
            }
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name, value, "a number");
        }
        throw new InvalidParameterException(name, value, "a number");
    }

    /** A part of a path that is an id. */
    static String id(String name, String value) {
        if (!RecordKeys.isId(value)) {
            throw new InvalidParameterException(name, value, "letters, digits, '.', '_' and '-'");
        }
        return value;
    }

    /** A part of a path that is the seed of an image. */
    static long seed(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InvalidParameterException(name, value, "a 64-bit integer");
        }
    }
}
