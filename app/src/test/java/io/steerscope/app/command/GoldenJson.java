package io.steerscope.app.command;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Holds what a command printed to golden numbers. */
final class GoldenJson {

    private static final double TOLERANCE = 1e-9;

    private GoldenJson() {}

    /**
     * Fails unless all that is expected was found: numbers within 1e-9 of themselves, or of 1 where they are smaller
     * and no p-values. More members may be there.
     *
     * @param path where both stand, for the message
     */
    static void check(String path, JsonNode found, JsonNode expected) {
        assertThat(found).as(path).isNotNull();
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> field : expected.properties()) {
                check(path + "/" + field.getKey(), found.get(field.getKey()), field.getValue());
            }
        } else if (expected.isArray()) {
            assertThat(found).as(path).hasSize(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                check(path + "/" + i, found.get(i), expected.get(i));
            }
        } else if (expected.isNumber()) {
            double value = expected.doubleValue();
            double tolerance = path.contains("/p_") ? TOLERANCE * value : TOLERANCE * Math.max(1.0, Math.abs(value));
            assertThat(found.doubleValue()).as(path).isEqualTo(value, within(tolerance));
        } else {
            assertThat(found).as(path).isEqualTo(expected);
        }
    }
}
