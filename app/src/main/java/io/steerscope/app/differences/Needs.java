package io.steerscope.app.differences;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.FieldText;

/**
 * The texts and images whose vectors a task needs, each with the place that asks for it first, as messages name it: a
 * file with line and character, or an option.
 */
public final class Needs {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();
    private final Map<String, String> spelled = new HashMap<>();

    void addText(String text, String where) {
        texts.putIfAbsent(text, where);
    }

    /** @throws ActionableException if the image was named otherwise before, such as {@code ./a.png} */
    void addImage(String image, String where) {
        images.putIfAbsent(image, where);
        String before = spelled.putIfAbsent(normal(image), image);
        if (before != null && !before.equals(image)) {
            throw new ActionableException("%s: image %s is %s at %s: give it one name"
                    .formatted(where, FieldText.quoted(image), FieldText.quoted(before), images.get(before)));
        }
    }

    private static String normal(String image) {
        try {
            return Path.of(image).normalize().toString();
        } catch (InvalidPathException e) {
            return image;
        }
    }

    /** Places by text. */
    public Map<String, String> texts() {
        return new LinkedHashMap<>(texts);
    }

    /** Places by image; empty where all images are needed, whichever there are. */
    public Map<String, String> images() {
        return new LinkedHashMap<>(images);
    }
}
