package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.steerscope.app.prompts.PairCheck;
import io.steerscope.app.prompts.PromptReader;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.scheduler.Scheduler;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.producer.pairs.PairFile;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.producer.pairs.PairSetReader;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.GeneratorSettings;

/** Options that say what an experiment measures. */
final class ExperimentOptions {

    @Option(
            names = "--pairs",
            paramLabel = "FILE",
            description = "Prompt pairs, CSV or JSON Lines with pair_id, category, source, target"
                    + " (default: pairs/toybox-400.csv of the project).")
    private @Nullable Path pairs;

    @Option(
            names = "--pairs-per-category",
            paramLabel = "N",
            description = "Only the first N pairs of each category (default: all).")
    private @Nullable Integer pairsPerCategory;

    @Option(
            names = "--categories",
            paramLabel = "NAME,...",
            split = ",",
            hideParamSyntax = true,
            description = "Only these categories (default: all).")
    private List<String> categories = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "0,1,2",
            description = "Noise seeds (default: ${DEFAULT-VALUE}).")
    private List<Long> seeds;

    @Option(
            names = "--alphas",
            paramLabel = "X,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "0.5,0.8,1.0",
            description = "Steering strengths (default: ${DEFAULT-VALUE}).")
    private List<Double> alphas;

    @Option(
            names = "--methods",
            paramLabel = "NAME,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "analogy",
            description = "analogy, lerp, slerp, shuffled (default: ${DEFAULT-VALUE}).")
    private List<String> methods;

    @Option(
            names = "--exemplars",
            paramLabel = "RULE",
            converter = ExemplarRuleConverter.class,
            defaultValue = "leave-one-out",
            description =
                    "Which pairs of its category a pair learns from under analogy: leave-one-out, all others; split,"
                            + " those of the other half, so that what a half learnt does not depend on its own pairs"
                            + " (default: ${DEFAULT-VALUE}).")
    private ExemplarRule exemplars;

    @Option(
            names = "--smallest-effect",
            paramLabel = "X",
            converter = EffectThresholdConverter.class,
            description = "The smallest effect of interest, chosen before the run: in units of the margin (0.02), or in"
                    + " standard deviations of the items (0.25sd). Without it there is no verdict \"does not\""
                    + " (default: none).")
    private @Nullable EffectThreshold smallestEffect;

    @Option(
            names = "--baseline",
            paramLabel = "IMAGES",
            converter = BaselineConverter.class,
            description = "Unsteered images that every pair has once for each seed, shared by all methods and alphas:"
                    + " source, of the source prompt; source,target, of the target prompt too; none"
                    + " (default: source; of a folder that was begun, what it was begun with).")
    private @Nullable Baseline baseline;

    @Option(
            names = "--experiment",
            paramLabel = "ID",
            description = "Name of the experiment (default: the name of the pairs file).")
    private @Nullable String experiment;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps (default: the generator's).")
    private @Nullable Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "G", description = "Guidance (default: the generator's).")
    private @Nullable Double guidanceScale;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "euler, euler-ancestral, ddim, dpmpp-2m or lcm (default: the generator's).")
    private @Nullable String scheduler;

    @Option(names = "--negative-prompt", paramLabel = "TEXT", description = "Negative prompt (default: none).")
    private @Nullable String negativePrompt;

    @Option(
            names = "--size",
            paramLabel = "PX",
            description = "Edge of the images in pixels (default: the generator's).")
    private @Nullable Integer size;

    @Option(
            names = "--order-seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of the random order of jobs (default: ${DEFAULT-VALUE}).")
    private long orderSeed;

    @Mixin
    private StopOptions stop;

    @Mixin
    private JobLimitOptions jobLimits;

    @Mixin
    private TextLimitOptions textLimits;

    /** The name of the experiment, or null if none was given. */
    @Nullable
    String named() {
        return experiment;
    }

    /** The smallest effect of interest, or null if none was chosen. */
    @Nullable
    EffectThreshold smallestEffect() {
        return smallestEffect;
    }

    /** The most that a job may ask for. */
    RecordLimits limits() {
        return textLimits.on(jobLimits.on(RecordLimits.DEFAULT));
    }

    /**
     * The design, within the limits; what the options leave open is as the generator recommends.
     *
     * @param generator in the type that it is to compute in
     * @param scorers that the pairs are checked for beside the generator
     * @param judges ids of the scorers that there will be, which all decide when to stop unless some are named; empty
     *     if that is not known
     * @param begun the unsteered images of what is continued, which are taken unless others are asked for
     * @param warnings takes lines about what the models do not know of the prompts, and about what is left out
     * @throws io.steerscope.schemas.table.TableException if the file is no pair set, or prompts of a pair that is used
     *     are one to a model
     */
    ExperimentDesign design(
            SdxlBundle generator,
            List<ClipBundle> scorers,
            List<String> judges,
            Optional<Baseline> begun,
            Consumer<String> warnings)
            throws IOException {
        StopWhenDecided rule = stop.rule(pairsPerCategory, judges).orElse(null);
        Path file = pairs == null ? ProjectHome.resolve("pairs/toybox-400.csv") : pairs;
        PairFile read = PairSetReader.readFile(file, limits(), !learnsFromExemplars());
        PairSet set = categories.isEmpty() ? read.pairs() : read.pairs().inCategories(categories);
        Baseline unsteered = baseline == null ? begun.orElse(Baseline.SOURCE) : baseline;
        ExperimentDesign design = new ExperimentDesign(
                experiment == null ? name(file) : experiment,
                firstPairs(set),
                seeds,
                alphas(unsteered, warnings),
                methods,
                settings(generator),
                orderSeed,
                exemplars,
                smallestEffect,
                unsteered,
                rule);
        design.requireWithin(limits());
        SchedulerType solver = SchedulerType.parse(design.settings().getScheduler());
        Scheduler.of(solver, generator.scheduler(solver), design.settings().getSteps());
        checkTexts(read, design, generator, scorers, warnings);
        return design;
    }

    private PairSet firstPairs(PairSet set) {
        Integer perCategory = stop.pairs(pairsPerCategory);
        return perCategory == null ? set : set.firstPerCategory(perCategory);
    }

    /** Whether all are whole, and one of them, behind a 0, is larger than strengths usually are: {@code 0,5}. */
    private static boolean looksLikeDecimalCommas(List<Double> alphas) {
        boolean zero = false;
        for (double alpha : alphas) {
            if (alpha != Math.rint(alpha)) {
                return false;
            }
            if (zero && alpha >= 2.0) {
                return true;
            }
            zero |= alpha == 0.0;
        }
        return false;
    }

    /** The strengths without 0, where the baseline has the images of that. */
    private List<Double> alphas(Baseline unsteered, Consumer<String> warnings) {
        if (looksLikeDecimalCommas(alphas)) {
            warnings.accept(
                    "--alphas %s are the strengths %s: the comma separates them, and decimals take a point, like 0.5"
                            .formatted(
                                    alphas.stream()
                                            .map(alpha -> Long.toString(alpha.longValue()))
                                            .collect(Collectors.joining(",")),
                                    alphas.stream()
                                            .map(alpha -> Long.toString(alpha.longValue()))
                                            .collect(Collectors.joining(" and "))));
        }
        List<Double> steered = alphas.stream().filter(alpha -> alpha != 0.0).toList();
        if (unsteered == Baseline.NONE || steered.size() == alphas.size()) {
            return alphas;
        }
        if (steered.isEmpty()) {
            throw new IllegalArgumentException("no alpha is left, as images of alpha 0 are those of the baseline:"
                    + " name one above 0, or choose --baseline none");
        }
        warnings.accept("alpha 0 is left out: its images are those of the baseline, one for all methods"
                + " (with --baseline none it is an alpha like any other)");
        return steered;
    }

    private boolean learnsFromExemplars() {
        return methods.stream().map(ExperimentDesign::method).anyMatch(SteeringMethod::usesExemplars);
    }

    private void checkTexts(
            PairFile file,
            ExperimentDesign design,
            SdxlBundle generator,
            List<ClipBundle> scorers,
            Consumer<String> warnings) {
        List<ModelBundle> bundles = new ArrayList<>(List.of(generator));
        bundles.addAll(scorers);
        PairCheck check = PairCheck.of(file, design.pairs().pairs(), bundles);
        if (negativePrompt != null) {
            try (PromptReader reader = new PromptReader(generator)) {
                reader.unknownLine("the negative prompt", negativePrompt).ifPresent(warnings);
            }
        }
        check.warnings().forEach(warnings);
        check.refuseIfAny();
    }

    private GeneratorSettings settings(SdxlBundle generator) {
        return new GeneratorSettings(
                generator.id(),
                scheduler == null ? generator.scheduler().type().id() : scheduler,
                steps == null ? generator.defaultSteps() : steps,
                guidanceScale == null ? generator.defaultGuidanceScale() : guidanceScale,
                negativePrompt,
                size == null ? generator.defaultWidth() : size,
                size == null ? generator.defaultHeight() : size,
                generator.dtype() == generator.manifest().ownDtype()
                        ? null
                        : generator.dtype().id());
    }

    private static String name(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
        String id = name.replaceAll("[^A-Za-z0-9._-]", "-");
        return id.isEmpty() ? "experiment" : id;
    }
}
