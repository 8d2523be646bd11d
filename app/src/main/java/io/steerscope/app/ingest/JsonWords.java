package io.steerscope.app.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.io.JsonEOFException;

import io.steerscope.schemas.table.FieldText;

/**
 * What is said of JSON that is not as it has to be, in the words of who writes it and not of who reads it.
 *
 * @param form JSON Lines, whose places are told by lines, or a tar, whose places are told by members
 */
record JsonWords(Part.Form form) {

    private boolean isMember() {
        return form == Part.Form.TAR;
    }

    String noObject() {
        return isMember()
                ? "is no JSON object: write {\"target\": \"...\"}"
                : "is no JSON object: write {\"file_name\": \"...\", \"target\": \"...\"}";
    }

    String textBehind() {
        return "text after the object: " + (isMember() ? "write one object" : "write one object on each line");
    }

    String noJson(JacksonException e, String text) {
        if (e instanceof JsonEOFException) {
            return "the object is not closed: "
                    + (isMember() ? "write it to its end" : "write the whole of it on one line");
        }
        JsonLocation place = e.getLocation();
        String where = isMember() && place != null
                ? " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr())
                : "";
        String remedy = text.strip().startsWith("{'")
                ? "names and texts take double quotes, as Python's json.dumps writes them"
                : "write %s, with names and texts in double quotes"
                        .formatted(isMember() ? "an object" : "an object on each line");
        return "not JSON%s: %s".formatted(where, remedy);
    }

    String twice(String name) {
        return "%s stands in the object twice: keep one".formatted(FieldText.quoted(name));
    }

    String noNumber(String name, String text) {
        return "%s is %s, which is no number: write one, or null".formatted(name, text);
    }

    String noText(String field, String text) {
        return "%s is %s without quotes, and no text: write a text in double quotes, or name another member with --columns %s=NAME"
                .formatted(field, text, field);
    }
}
