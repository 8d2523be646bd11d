package io.steerscope.app.command;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.statistics.choosing.ChoosingSettings;
import io.steerscope.statistics.choosing.SelectionRule;
import io.steerscope.statistics.choosing.SliceReference;

/** Options that say how images are chosen, wherever they come from. */
final class ChoosingOptions {

    private static final int MOST_LEVEL = 1_000;
    private static final int MOST_PERMUTATIONS = 100_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "5",
            description = "How many images of each category a rule selects (default: ${DEFAULT-VALUE}); best-of-pair"
                    + " selects one of each group.")
    private int count;

    @Option(
            names = "--rule",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "RULE,...",
            defaultValue = "spread",
            converter = SelectionRuleConverter.class,
            description = "top (the greatest scores), spread (score against likeness to those chosen before), clusters"
                    + " (the best of each of N clusters), best-of-pair (the best of each group), or several (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<SelectionRule> rules;

    @Option(
            names = "--weight",
            paramLabel = "W",
            defaultValue = "0.7",
            description = "Weight of the score in spread, against that of unlikeness (default: ${DEFAULT-VALUE}).")
    private double weight;

    @Option(
            names = "--duplicate",
            paramLabel = "COS",
            defaultValue = "0.9999",
            description = "Cosine from which two images are near-duplicates, of which the first by name alone can be"
                    + " selected (default: ${DEFAULT-VALUE}).")
    private double duplicate;

    @Option(
            names = "--levels",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "N,...",
            defaultValue = "2,4,8,16",
            description = "Numbers of clusters of the hierarchy's levels (default: ${DEFAULT-VALUE}).")
    private List<Integer> levels;

    @Option(
            names = "--min-support",
            paramLabel = "N",
            defaultValue = "5",
            description = "Least number of images of a slice (default: ${DEFAULT-VALUE}).")
    private int minSupport;

    @Option(
            names = "--min-groups",
            paramLabel = "N",
            defaultValue = "2",
            description = "Least number of groups (pairs, prompts) of a slice (default: ${DEFAULT-VALUE}).")
    private int minGroups;

    @Option(
            names = "--min-lift",
            paramLabel = "L",
            description =
                    "Least shrunken lift of a slice that is reported, up or down, in units of the score (default: a"
                            + " tenth of the standard deviation of the scores).")
    private @Nullable Double minLift;

    @Option(
            names = "--min-drop",
            paramLabel = "D",
            description = "Mark slices whose mean lies this far below the reference, as tools without a test do.")
    private @Nullable Double minDrop;

    @Option(
            names = "--reference",
            paramLabel = "WHAT",
            defaultValue = "all",
            description = "What slices are compared with: all, category (each score with its category), or parent (the"
                    + " group above; default: ${DEFAULT-VALUE}).")
    private SliceReference reference;

    @Option(
            names = "--permutations",
            paramLabel = "N",
            defaultValue = "0",
            description = "Permutations of groups for p-values of the greatest |z|, such as 999 (default: none).")
    private int permutations;

    @Option(
            names = "--permutation-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the permutations (default: ${DEFAULT-VALUE}).")
    private long permutationSeed;

    /**
     * What is computed.
     *
     * @param furtherLevels levels that are needed beside those that were asked for
     * @throws ParameterException if options are out of range or do not fit together
     */
    ChoosingSettings settings(boolean byCategory, Set<Integer> furtherLevels) {
        check(byCategory);
        Set<Integer> all = new TreeSet<>(furtherLevels);
        all.addAll(levels);
        return new ChoosingSettings(
                List.copyOf(all),
                new ChoosingSettings.Slices(
                        minSupport, minGroups, minLift, minDrop, reference, permutations, permutationSeed),
                EnumSet.copyOf(rules),
                count,
                weight,
                duplicate);
    }

    private void check(boolean byCategory) {
        require(count >= 1, "--count must be at least 1, is " + count);
        require(weight >= 0.0 && weight <= 1.0, "--weight must be between 0 and 1, is " + weight);
        require(duplicate > 0.0 && duplicate <= 1.0, "--duplicate must be above 0 and at most 1, is " + duplicate);
        require(
                levels.stream().allMatch(level -> level >= 1 && level <= MOST_LEVEL),
                "--levels must be between 1 and %d".formatted(MOST_LEVEL));
        require(minSupport >= 2, "--min-support must be at least 2, is " + minSupport);
        require(minGroups >= 1, "--min-groups must be at least 1, is " + minGroups);
        require(minLift == null || minLift >= 0.0, "--min-lift must be at least 0, is " + minLift);
        require(minDrop == null || minDrop >= 0.0, "--min-drop must be at least 0, is " + minDrop);
        require(
                permutations >= 0 && permutations <= MOST_PERMUTATIONS,
                "--permutations must be between 0 and %d, is %d".formatted(MOST_PERMUTATIONS, permutations));
        require(
                permutations == 0 || reference != SliceReference.PARENT,
                "--permutations are of --reference all or category: the group above differs from slice to slice");
        require(
                byCategory || reference != SliceReference.CATEGORY,
                "--reference category needs categories: give --by category");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
