package io.steerscope.app.differences;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.results.document.Section;

/** What a command about differences prints. */
public interface DifferenceOutput {

    /** For JSON; values may be null. */
    Map<String, Object> fields();

    /** For people. */
    Section section();

    /** What to tell beside it, a line each. */
    default List<String> remarks() {
        return List.of();
    }

    /**
     * The members of one model as they are, of several under their names in {@code vectors}.
     *
     * @param rule what was computed and how
     * @param compared every two models
     */
    static Map<String, Object> fields(
            Map<String, Object> rule, Map<String, Map<String, Object>> byName, List<Map<String, Object>> compared) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", rule);
        if (byName.size() == 1) {
            fields.putAll(byName.values().iterator().next());
        } else {
            fields.put("vectors", byName);
            fields.put("compared", compared);
        }
        return fields;
    }
}
