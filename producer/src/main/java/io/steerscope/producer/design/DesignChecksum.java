package io.steerscope.producer.design;

import java.util.StringJoiner;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * The checksum by which two designs are the same: SHA-256, in lower-case hexadecimal, of one line for each value of the
 * record, {@code field TAB value}, in the order of the schema and in UTF-8. A list gives a line for each element, what
 * is absent (a negative prompt, a type other than the bundle's own, a rule of exemplars, a smallest effect, a baseline,
 * a kind, a measure, a number of planned pairs, a rule to stop) gives none; numbers are written by {@code toString}.
 */
public final class DesignChecksum {

    private DesignChecksum() {}

    /** The checksum of a design, whose own field for it does not count. */
    public static String of(Experiment experiment) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("experimentId\t" + experiment.getExperimentId());
        experiment
                .getCategories()
                .forEach(category -> lines.add("category\t" + category.getCategory() + "\t" + category.getPairs()
                        + (category.getPlannedPairs() == null ? "" : "\t" + category.getPlannedPairs())));
        experiment.getSeeds().forEach(seed -> lines.add("seed\t" + seed));
        experiment.getAlphas().forEach(alpha -> lines.add("alpha\t" + alpha));
        experiment.getMethods().forEach(method -> lines.add("method\t" + method));
        addSettings(experiment.getSettings(), lines);
        lines.add("orderSeed\t" + experiment.getOrderSeed());
        lines.add("expectedJobs\t" + experiment.getExpectedJobs());
        if (experiment.getExemplars() != null) {
            lines.add("exemplars\t" + experiment.getExemplars());
        }
        if (experiment.getSmallestEffect() != null) {
            lines.add("smallestEffect\t" + experiment.getSmallestEffect());
        }
        if (experiment.getBaseline() != null) {
            lines.add("baseline\t" + experiment.getBaseline());
        }
        if (experiment.getKind() != null) {
            lines.add("kind\t" + experiment.getKind());
        }
        if (experiment.getMeasure() != null) {
            lines.add("measure\t" + experiment.getMeasure());
        }
        if (experiment.getStop() != null) {
            addStop(experiment.getStop(), lines);
        }
        lines.add("pairsSha256\t" + experiment.getPairsSha256());
        return Sha256.hex(lines.toString());
    }

    private static void addStop(StoppingDesign stop, StringJoiner lines) {
        lines.add("stop.level\t" + stop.getLevel());
        lines.add("stop.family\t" + stop.getFamily());
        lines.add("stop.fewestItems\t" + stop.getFewestItems());
        stop.getScorers().forEach(scorer -> lines.add("stop.scorer\t" + scorer));
    }

    private static void addSettings(GeneratorSettings settings, StringJoiner lines) {
        lines.add("bundleId\t" + settings.getBundleId());
        lines.add("scheduler\t" + settings.getScheduler());
        lines.add("steps\t" + settings.getSteps());
        lines.add("guidanceScale\t" + settings.getGuidanceScale());
        if (settings.getNegativePrompt() != null) {
            lines.add("negativePrompt\t" + settings.getNegativePrompt());
        }
        lines.add("width\t" + settings.getWidth());
        lines.add("height\t" + settings.getHeight());
        if (settings.getDtype() != null) {
            lines.add("dtype\t" + settings.getDtype());
        }
    }
}
