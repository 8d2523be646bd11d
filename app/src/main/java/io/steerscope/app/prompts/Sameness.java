package io.steerscope.app.prompts;

import java.util.List;
import java.util.stream.Collectors;

import io.steerscope.schemas.table.FieldText;

/** Why two prompts are one to a model. */
public sealed interface Sameness {

    /** They have the same tokens: letter case, kinds of space and the like do not reach the model. */
    record Tokens() implements Sameness {}

    /**
     * They differ behind what the model reads.
     *
     * @param length how many tokens it reads, special ones included
     */
    record Cut(int length) implements Sameness {}

    /**
     * They differ in what the model does not know.
     *
     * @param texts what that is, in both prompts
     */
    record Unknown(List<String> texts) implements Sameness {}

    /** The reason in a few words. */
    default String reason() {
        if (this instanceof Cut cut) {
            return "both cut after " + cut.length() + " tokens";
        }
        return this instanceof Unknown unknown ? "unknown: " + shown(unknown.texts()) : "the same tokens";
    }

    /** What to do about it. */
    default String remedy() {
        if (this instanceof Cut) {
            return "say first what differs";
        }
        return this instanceof Unknown ? "use words that are known" : "change what the pair is about";
    }

    /** Some texts in quotes, the first five. */
    static String shown(List<String> texts) {
        int most = 5;
        return texts.stream().limit(most).map(FieldText::quoted).collect(Collectors.joining(", "))
                + (texts.size() > most ? " and " + (texts.size() - most) + " more" : "");
    }
}
