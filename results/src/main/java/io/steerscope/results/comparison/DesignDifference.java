package io.steerscope.results.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.results.design.DesignWords;
import io.steerscope.results.figures.ScorerReport;
import io.steerscope.schemas.record.Experiment;

/**
 * Something that two designs have otherwise.
 *
 * @param field what, by its name in JSON
 * @param name what, in words
 * @param a as A has it; null where it has none
 * @param b as B has it; null where it has none
 */
public record DesignDifference(String field, String name, @Nullable Object a, @Nullable Object b) {

    private record Part(String field, String name, Function<RunSide, @Nullable Object> value) {}

    private static final String NONE = "none";
    private static final Pattern CHECKSUM = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");

    private static final List<Part> PARTS = List.of(
            new Part("methods", "methods", side -> side.experiment().getMethods()),
            new Part("alphas", "alphas", side -> side.experiment().getAlphas()),
            new Part("seeds", "seeds", side -> side.experiment().getSeeds()),
            new Part("pairs_by_category", "pairs by category", DesignDifference::categories),
            new Part("generator", "generator", of(one -> one.getSettings().getBundleId())),
            new Part("generator_sha256", "generator's checksum", RunSide::generatorSha256s),
            new Part("dtype", "type of numbers", RunSide::generatorDtypes),
            new Part("scheduler", "scheduler", of(one -> one.getSettings().getScheduler())),
            new Part("steps", "steps", of(one -> one.getSettings().getSteps())),
            new Part("guidance_scale", "guidance scale", of(one -> one.getSettings()
                    .getGuidanceScale())),
            new Part("negative_prompt", "negative prompt", of(one -> one.getSettings()
                    .getNegativePrompt())),
            new Part("width", "width", of(one -> one.getSettings().getWidth())),
            new Part("height", "height", of(one -> one.getSettings().getHeight())),
            new Part("exemplars", "exemplars", DesignDifference::exemplars),
            new Part("smallest_effect", "smallest effect", of(Experiment::getSmallestEffect)),
            new Part("baseline", "unsteered images", of(Experiment::getBaseline)),
            new Part("stop", "stops", of(one -> DesignWords.stopping(one).orElse(null))),
            new Part("order_seed", "order seed", of(Experiment::getOrderSeed)));

    /** What the designs of two experiments, the bundles of their generators and those of their scorers differ in. */
    static List<DesignDifference> of(RunSide a, RunSide b) {
        List<DesignDifference> differences = new ArrayList<>();
        for (Part part : PARTS) {
            add(
                    differences,
                    part.field(),
                    part.name(),
                    part.value().apply(a),
                    part.value().apply(b));
        }
        SortedMap<String, @Nullable ScorerReport> ofA = scorers(a);
        SortedMap<String, @Nullable ScorerReport> ofB = scorers(b);
        TreeSet<String> ids = new TreeSet<>(ofA.keySet());
        ids.addAll(ofB.keySet());
        for (String id : ids) {
            add(differences, "scorer " + id, "scorer " + id, checksum(ofA.get(id)), checksum(ofB.get(id)));
        }
        return differences;
    }

    /** A value in words, checksums by their first digits. */
    static String words(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        return value instanceof List<?> list
                ? DesignWords.list(list.stream().map(DesignDifference::words).toList())
                : CHECKSUM.matcher(value.toString()).replaceAll("$1…");
    }

    private static void add(
            List<DesignDifference> differences, String field, String name, @Nullable Object a, @Nullable Object b) {
        if (!Objects.equals(a, b)) {
            differences.add(new DesignDifference(field, name, a, b));
        }
    }

    private static Function<RunSide, @Nullable Object> of(Function<Experiment, @Nullable Object> value) {
        return side -> value.apply(side.experiment());
    }

    private static Object categories(RunSide side) {
        return side.experiment().getCategories().stream()
                .map(one -> one.getCategory() + " " + one.getPairs())
                .toList();
    }

    private static Object exemplars(RunSide side) {
        String exemplars = side.experiment().getExemplars();
        return exemplars == null ? ExemplarRule.LEAVE_ONE_OUT.id() : exemplars;
    }

    private static SortedMap<String, @Nullable ScorerReport> scorers(RunSide side) {
        SortedMap<String, @Nullable ScorerReport> scorers = new TreeMap<>();
        side.scorers().forEach(one -> scorers.put(one.scorerId(), one));
        return scorers;
    }

    private static @Nullable Object checksum(@Nullable ScorerReport scorer) {
        return scorer == null ? null : scorer.scorerSha256s();
    }
}
