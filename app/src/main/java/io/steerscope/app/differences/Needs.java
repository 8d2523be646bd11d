package io.steerscope.app.differences;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts and images whose vectors a task needs, each with the place that asks for it first, as messages name it: a
 * file with line and character, or an option.
 */
public final class Needs {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, String> images = new LinkedHashMap<>();

    void addText(String text, String where) {
        texts.putIfAbsent(text, where);
    }

    void addImage(String image, String where) {
        images.putIfAbsent(image, where);
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
