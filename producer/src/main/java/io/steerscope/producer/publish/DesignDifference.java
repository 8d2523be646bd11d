package io.steerscope.producer.publish;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * A value in which two designs differ.
 *
 * @param field name of the value
 * @param existing the value in the topic, as text
 * @param requested the value asked for, as text
 */
public record DesignDifference(String field, String existing, String requested) {

    /** The field that says whether images are made by jobs or were made elsewhere. */
    static final String KIND = "kind";

    /** Every value in which two designs of one experiment differ, in the order of the schema. */
    static List<DesignDifference> between(Experiment existing, Experiment requested) {
        Map<String, String> old = values(existing);
        List<DesignDifference> differences = new ArrayList<>();
        values(requested).forEach((field, value) -> {
            String before = Objects.requireNonNull(old.get(field));
            if (!value.equals(before)) {
                differences.add(new DesignDifference(field, before, value));
            }
        });
        return List.copyOf(differences);
    }

    private static Map<String, String> values(Experiment experiment) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(
                "categories",
                experiment.getCategories().stream()
                        .map(DesignDifference::words)
                        .toList()
                        .toString());
        values.put("seeds", experiment.getSeeds().toString());
        values.put("alphas", experiment.getAlphas().toString());
        values.put("methods", experiment.getMethods().toString());
        addSettings(experiment.getSettings(), values);
        values.put("order seed", Long.toString(experiment.getOrderSeed()));
        values.put("jobs", Long.toString(experiment.getExpectedJobs()));
        values.put(
                "exemplars",
                experiment.getExemplars() == null ? ExemplarRule.LEAVE_ONE_OUT.id() : experiment.getExemplars());
        values.put(
                "smallest effect", experiment.getSmallestEffect() == null ? "(none)" : experiment.getSmallestEffect());
        values.put("baseline", experiment.getBaseline() == null ? Baseline.NONE.text() : experiment.getBaseline());
        values.put(KIND, experiment.getKind() == null ? "jobs" : experiment.getKind());
        values.put("measure", experiment.getMeasure() == null ? "margin" : experiment.getMeasure());
        values.put("stop", experiment.getStop() == null ? "never" : words(experiment.getStop()));
        values.put("sha256 of the pairs", experiment.getPairsSha256());
        values.put("sha256 of the design", experiment.getDesignSha256());
        return values;
    }

    private static String words(CategoryDesign category) {
        return "%s (%d pairs%s)"
                .formatted(
                        category.getCategory(),
                        category.getPairs(),
                        category.getPlannedPairs() == null ? "" : ", %d planned".formatted(category.getPlannedPairs()));
    }

    private static String words(StoppingDesign stop) {
        return "when decided (level %s over %d cells, from %d items on, by %s)"
                .formatted(
                        stop.getLevel(),
                        stop.getFamily(),
                        stop.getFewestItems(),
                        String.join(" and ", stop.getScorers()));
    }

    private static void addSettings(GeneratorSettings settings, Map<String, String> values) {
        String negativePrompt = settings.getNegativePrompt();
        values.put("bundle", settings.getBundleId());
        values.put("scheduler", settings.getScheduler());
        values.put("steps", Integer.toString(settings.getSteps()));
        values.put("guidance scale", Double.toString(settings.getGuidanceScale()));
        values.put("negative prompt", negativePrompt == null ? "(none)" : '"' + negativePrompt + '"');
        values.put("width", Integer.toString(settings.getWidth()));
        values.put("height", Integer.toString(settings.getHeight()));
        values.put("dtype", settings.getDtype() == null ? "(the bundle's own)" : settings.getDtype());
    }
}
