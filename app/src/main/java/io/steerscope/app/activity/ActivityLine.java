package io.steerscope.app.activity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line about a role.
 *
 * @param text the line for people
 * @param fields the same for programs, in order: {@code role}, {@code seconds}, {@code done}, {@code failed},
 *     {@code skipped}, {@code per_second}, {@code behind}, {@code experiments}, {@code questions}, {@code trouble};
 *     those that are not known are absent
 */
public record ActivityLine(String text, Map<String, Object> fields) {

    /** Copies the map, in its order. */
    public ActivityLine {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
