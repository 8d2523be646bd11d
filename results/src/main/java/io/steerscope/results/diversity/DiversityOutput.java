package io.steerscope.results.diversity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.results.document.Section;
import io.steerscope.statistics.diversity.DiversityAnalysis;
import io.steerscope.statistics.diversity.DiversityItem;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.diversity.ImageSet;

/**
 * What {@code diversity} prints.
 *
 * @param methods what was found, by method; under an empty name where the table has not several
 * @param settings what was computed
 */
public record DiversityOutput(Map<String, DiversityResult> methods, DiversitySettings settings) {

    /** Analyses the images of each method, each beside {@code lerp} where that was run. */
    public static DiversityOutput of(Map<String, ImageSet> sets, DiversitySettings settings) {
        Map<String, DiversityResult> methods = new LinkedHashMap<>();
        ImageSet lerp = sets.get(SteeringMethod.LERP.id());
        List<DiversityItem> ofLerp = lerp == null ? List.of() : DiversityAnalysis.items(lerp);
        sets.forEach((name, set) ->
                methods.put(name, DiversityAnalysis.of(set, settings, set == lerp ? List.of() : ofLerp)));
        return new DiversityOutput(methods, settings);
    }

    boolean isOneMethod() {
        return methods.size() == 1;
    }

    /** For JSON; values may be null. */
    public Map<String, Object> fields() {
        return DiversityFields.of(this);
    }

    /** For people: one section for each method. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        methods.forEach((name, result) -> sections.add(DiversitySection.of(name, result, settings)));
        return sections;
    }
}
