package io.steerscope.results.parameter;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.schemas.text.VisibleText;

/**
 * Parameters of a question by name. What cannot be used is an {@link IllegalArgumentException} whose message is one
 * line, such as {@code count=x: a whole number from 1 to 100 expected}.
 *
 * @param texts those that are there
 */
public record ParameterTexts(Map<String, String> texts) {

    /** Copies the map. */
    public ParameterTexts {
        texts = Map.copyOf(texts);
    }

    /** Whether a parameter is there. */
    public boolean has(String name) {
        return texts.containsKey(name);
    }

    /** Texts that commas separate. */
    public List<String> list(String name, String absent) {
        return List.of(texts.getOrDefault(name, absent).split(",", -1));
    }

    /** Known words that commas separate, each once. */
    public List<String> words(String name, String absent, List<String> known) {
        List<String> words = List.copyOf(new LinkedHashSet<>(list(name, absent)));
        if (!known.containsAll(words)) {
            throw refused(name, "one of %s, or several of them".formatted(String.join(", ", known)));
        }
        return words;
    }

    /** One of some known words. */
    public String word(String name, String absent, List<String> known) {
        String word = texts.getOrDefault(name, absent);
        if (!known.contains(word)) {
            throw refused(name, "one of %s".formatted(String.join(", ", known)));
        }
        return word;
    }

    /** A number within limits, if the parameter is there. */
    public OptionalDouble number(String name, double smallest, double largest, String expected) {
        String text = texts.get(name);
        return text == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(number(name, text, smallest, largest, expected));
    }

    /** A number within limits that is a part of a parameter. */
    public double number(String name, String text, double smallest, double largest, String expected) {
        double number = PlainNumber.decimal(text).orElseThrow(() -> refused(name, expected));
        if (number >= smallest && number <= largest) {
            return number + 0.0;
        }
        throw refused(name, expected);
    }

    /** A whole number within limits. */
    public long wholeNumber(String name, long absent, long smallest, long largest) {
        String text = texts.get(name);
        return text == null ? absent : wholeNumber(name, text, smallest, largest);
    }

    /** A whole number within limits that is a part of a parameter. */
    public long wholeNumber(String name, String text, long smallest, long largest) {
        String expected = "a whole number from %d to %d".formatted(smallest, largest);
        try {
            long number = Long.parseLong(text);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, expected);
        }
        throw refused(name, expected);
    }

    /** That a parameter cannot be used, and what was expected. */
    public IllegalArgumentException refused(String name, String expected) {
        return new IllegalArgumentException(
                "%s=%s: %s expected".formatted(name, VisibleText.of(texts.getOrDefault(name, "")), expected));
    }
}
