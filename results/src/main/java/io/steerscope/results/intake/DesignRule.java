package io.steerscope.results.intake;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.results.design.DesignScope;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.StoppingDesign;
import io.steerscope.schemas.topic.TopicCatalogue;

/** A design is one that questions can be answered about: its parts are there, distinct and bounded. */
final class DesignRule implements RecordRule<Experiment> {

    private static final int MOST_METHODS = 100;
    private static final int MOST_SEEDS = 10_000;
    private static final int MOST_PAIRS = 1_000_000;
    private static final long MOST_JOBS = 1_000_000_000_000L;

    /** Groups that an answer names one by one. */
    static final int MOST_CELLS = 10_000;

    private final RecordLimits limits;

    DesignRule(RecordLimits limits) {
        this.limits = limits;
    }

    @Override
    public String what() {
        return "design";
    }

    @Override
    public long mostBytes() {
        return TopicCatalogue.IMAGE_MESSAGE_BYTES;
    }

    @Override
    public Optional<String> ownKey(Experiment experiment) {
        return Optional.of(RecordKeys.checkId("experiment id", experiment.getExperimentId()));
    }

    @Override
    public boolean isKey(String key) {
        return true;
    }

    @Override
    public Judgement<Experiment> judge(String key, Experiment experiment) {
        categories(experiment.getCategories());
        List<Double> alphas =
                experiment.getAlphas().stream().map(alpha -> alpha + 0.0).toList();
        Bounds.count("alphas", alphas.size(), 1, DesignScope.MOST_ALPHAS);
        alphas.forEach(alpha -> Bounds.finite("alpha", alpha));
        Bounds.distinct("alpha", alphas);
        Bounds.count("methods", experiment.getMethods().size(), 1, MOST_METHODS);
        experiment.getMethods().forEach(DesignRule::method);
        Bounds.distinct("method", experiment.getMethods());
        Bounds.nameOrNone("kind", experiment.getKind());
        Bounds.nameOrNone("measure", experiment.getMeasure());
        ExperimentKind kind = ExperimentKind.of(experiment.getKind());
        seeds(kind, experiment.getSeeds());
        if (Measure.of(experiment.getMeasure()) == Measure.ALIGNMENT && kind != ExperimentKind.IMAGES) {
            throw Bounds.invalid("its measure is alignment and its kind is not images: jobs have a source prompt");
        }
        long series = (long) alphas.size() * experiment.getMethods().size();
        if (series * experiment.getCategories().size() > MOST_CELLS) {
            throw Bounds.limit("it has %d cells of category, alpha and method, more than %d"
                    .formatted(series * experiment.getCategories().size(), MOST_CELLS));
        }
        Bounds.atLeast("number of expected jobs", experiment.getExpectedJobs(), 0);
        if (experiment.getExpectedJobs() > MOST_JOBS) {
            throw Bounds.limit("it expects %d jobs, more than %d".formatted(experiment.getExpectedJobs(), MOST_JOBS));
        }
        settings(experiment.getSettings());
        Bounds.nameOrNone("rule of exemplars", experiment.getExemplars());
        smallestEffect(experiment.getSmallestEffect());
        baseline(experiment.getBaseline());
        stop(kind, experiment.getStop());
        Bounds.name("checksum of pairs", experiment.getPairsSha256());
        Bounds.name("checksum", experiment.getDesignSha256());
        return new Judgement.Accepted<>(key, experiment);
    }

    private void categories(List<CategoryDesign> categories) {
        Bounds.count("categories", categories.size(), 1, MOST_CELLS);
        long pairs = 0;
        for (CategoryDesign category : categories) {
            Bounds.text("category", category.getCategory(), limits.promptLength());
            Bounds.atLeast("number of pairs of a category", category.getPairs(), 0);
            Integer planned = category.getPlannedPairs();
            if (planned != null && (planned < 1 || planned > category.getPairs())) {
                throw Bounds.invalid(
                        "it plans %d of the %d pairs of a category".formatted(planned, category.getPairs()));
            }
            pairs += category.getPairs();
        }
        Bounds.distinct(
                "category", categories.stream().map(CategoryDesign::getCategory).toList());
        if (pairs > MOST_PAIRS) {
            throw Bounds.limit("it has %d pairs, more than %d".formatted(pairs, MOST_PAIRS));
        }
    }

    /** Images from elsewhere are told apart by what they are, and no seed is asked for. */
    private static void seeds(ExperimentKind kind, List<Long> seeds) {
        if (kind == ExperimentKind.IMAGES) {
            if (!seeds.isEmpty()) {
                throw Bounds.invalid("its kind is images and it names seeds");
            }
        } else {
            Bounds.count("seeds", seeds.size(), 1, MOST_SEEDS);
            Bounds.distinct("seed", seeds);
        }
    }

    private static void method(String method) {
        RecordKeys.checkId("method", method);
        if (UnsteeredImage.named(method).isPresent()) {
            throw new IllegalArgumentException("method %s stands for an unsteered image".formatted(method));
        }
    }

    private static void baseline(@Nullable String text) {
        if (text != null) {
            Bounds.name("baseline", text);
            Baseline.parse(text);
        }
    }

    private static void smallestEffect(@Nullable String text) {
        if (text != null) {
            Bounds.name("smallest effect", text);
            EffectThreshold.parse(text).requireAtMost(EffectThreshold.MOST_MARGIN);
        }
    }

    /** A look at images from elsewhere has no order, so nothing stops them. */
    private static void stop(ExperimentKind kind, @Nullable StoppingDesign stop) {
        if (stop == null) {
            return;
        }
        if (kind == ExperimentKind.IMAGES) {
            throw Bounds.invalid("its kind is images and it says when no more are made");
        }
        if (!(stop.getLevel() > 0.5 && stop.getLevel() < 1)) {
            throw Bounds.invalid("its level of decisions is %s, not between 0.5 and 1".formatted(stop.getLevel()));
        }
        Bounds.atLeast("number of cells of a family of decisions", stop.getFamily(), 1);
        Bounds.atLeast("fewest items of a decision", stop.getFewestItems(), 2);
        Bounds.count("scorers that decide", stop.getScorers().size(), 1, DecisionRule.MOST_SCORERS);
        Bounds.ascendingIds("deciding scorer", stop.getScorers());
    }

    private void settings(GeneratorSettings settings) {
        Bounds.name("generator's id", settings.getBundleId());
        Bounds.name("scheduler", settings.getScheduler());
        Bounds.nameOrNone("generator's type", settings.getDtype());
        Bounds.finite("guidance scale", settings.getGuidanceScale());
        if (settings.getNegativePrompt() != null) {
            Bounds.text("negative prompt", settings.getNegativePrompt(), limits.promptLength());
        }
    }
}
