package io.steerscope.statistics.analogy;

import java.util.List;

/**
 * a is to b as c is to what?
 *
 * @param section the relation that it belongs to; empty where none was named
 * @param answers the accepted answers, at least one
 */
public record Question(String section, String a, String b, String c, List<String> answers) {

    /** Copies the list. */
    public Question {
        answers = List.copyOf(answers);
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("A question has an answer");
        }
    }

    /** {@code a:b::c:d}, several answers as {@code d1/d2}. */
    public String text() {
        return a + ":" + b + "::" + c + ":" + String.join("/", answers);
    }
}
