package io.steerscope.results.format.json;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steerscope.results.design.Completeness;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.StoppingDesign;

/** Parts of a report by field name, which live answers share. The maps are ordered and may be added to. */
public final class ReportFields {

    private ReportFields() {}

    /** The design by field name. */
    public static Map<String, Object> design(Experiment experiment) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("experiment_id", experiment.getExperimentId());
        Map<String, Object> categories = new LinkedHashMap<>();
        experiment.getCategories().forEach(category -> categories.put(category.getCategory(), category.getPairs()));
        fields.put("pairs_by_category", categories);
        fields.put("seeds", experiment.getSeeds());
        fields.put("alphas", experiment.getAlphas());
        fields.put("methods", experiment.getMethods());
        fields.put("generator", generator(experiment));
        fields.put("order_seed", experiment.getOrderSeed());
        fields.put("expected_images", experiment.getExpectedJobs());
        if (experiment.getExemplars() != null) {
            fields.put("exemplars", experiment.getExemplars());
        }
        if (experiment.getSmallestEffect() != null) {
            fields.put("smallest_effect", experiment.getSmallestEffect());
        }
        if (experiment.getBaseline() != null) {
            fields.put("baseline", experiment.getBaseline());
        }
        if (experiment.getKind() != null) {
            fields.put("kind", experiment.getKind());
        }
        if (experiment.getMeasure() != null) {
            fields.put("measure", experiment.getMeasure());
        }
        if (experiment.getStop() != null) {
            fields.put("stop", stop(experiment));
        }
        fields.put("pairs_sha256", experiment.getPairsSha256());
        fields.put("design_sha256", experiment.getDesignSha256());
        return fields;
    }

    private static Map<String, Object> stop(Experiment experiment) {
        StoppingDesign stop = experiment.getStop();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("level", stop.getLevel());
        fields.put("family", stop.getFamily());
        fields.put("fewest_items", stop.getFewestItems());
        fields.put("scorers", stop.getScorers());
        Map<String, Object> planned = new LinkedHashMap<>();
        experiment.getCategories().stream()
                .filter(category -> category.getPlannedPairs() != null)
                .forEach(category -> planned.put(category.getCategory(), category.getPlannedPairs()));
        if (!planned.isEmpty()) {
            fields.put("planned_pairs_by_category", planned);
        }
        return fields;
    }

    /** Completeness by field name. */
    public static Map<String, Object> completeness(Completeness completeness) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("complete", completeness.isComplete());
        fields.put("expected", completeness.expected());
        fields.put("scored", completeness.scored());
        fields.put("failed", completeness.failed());
        if (completeness.skipped() > 0) {
            fields.put("skipped", completeness.skipped());
        }
        fields.put("missing", completeness.missing());
        return fields;
    }

    /** What an experiment's images are to be made with, by field name; of others what made them, as far as told. */
    public static Map<String, Object> generator(Experiment experiment) {
        GeneratorSettings settings = experiment.getSettings();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle_id", settings.getBundleId());
        if (DesignScope.isOfImages(experiment)) {
            return fields;
        }
        fields.put("scheduler", settings.getScheduler());
        fields.put("steps", settings.getSteps());
        fields.put("guidance_scale", settings.getGuidanceScale());
        fields.put("negative_prompt", settings.getNegativePrompt());
        fields.put("width", settings.getWidth());
        fields.put("height", settings.getHeight());
        if (settings.getDtype() != null) {
            fields.put("dtype", settings.getDtype());
        }
        return fields;
    }
}
