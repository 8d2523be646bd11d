package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.statistics.stopping.StoppingRule;

/** Options that say when no more images of a cell are made. */
final class StopOptions {

    @Option(
            names = "--stop",
            paramLabel = "WHEN",
            converter = StopMoment.Converter.class,
            defaultValue = "never",
            description =
                    "when-decided: no more images of a cell (category, method and alpha) are made once its margins"
                            + " show that it works, or that it does not reach --smallest-effect; never: all are made"
                            + " (default: ${DEFAULT-VALUE}).")
    private StopMoment stop;

    @Option(
            names = "--stop-scorer",
            paramLabel = "ID",
            description = "Scorer that must have decided a cell before it stops; may be given again"
                    + " (default: all scorers of run; produce needs it).")
    private List<String> scorers = new ArrayList<>();

    @Option(
            names = "--stop-level",
            paramLabel = "P",
            description = "Confidence level of the decisions on all cells of a method together (default: 0.95).")
    private @Nullable Double level;

    @Option(
            names = "--stop-fewest-items",
            paramLabel = "N",
            description = "Fewest pairs that a decision rests on (default: 5).")
    private @Nullable Integer fewestItems;

    @Option(
            names = "--until-decided",
            description = "Go on with more pairs than planned, as long as a cell of their category is undecided:"
                    + " --pairs-per-category are planned, --max-pairs is the most.")
    private boolean untilDecided;

    @Option(
            names = "--max-pairs",
            paramLabel = "N",
            description = "The most pairs of a category, with --until-decided; a category that has fewer gives all.")
    private @Nullable Integer maxPairs;

    /**
     * When the design stops; empty if never before all images are made.
     *
     * @param pairsPerCategory how many pairs of each category are asked for, or null for all
     * @param judges ids of the scorers that there will be, which all decide unless some are named; empty if that is not
     *     known
     * @throws IllegalArgumentException with one line if the options do not go together
     */
    Optional<StopWhenDecided> rule(@Nullable Integer pairsPerCategory, List<String> judges) {
        requireOneMeaning(pairsPerCategory);
        if (stop == StopMoment.NEVER) {
            return Optional.empty();
        }
        return Optional.of(new StopWhenDecided(
                Objects.requireNonNullElse(level, StopWhenDecided.DEFAULT_LEVEL),
                Objects.requireNonNullElse(fewestItems, StoppingRule.FEWEST_ITEMS),
                deciding(judges),
                untilDecided ? pairsPerCategory : null));
    }

    /** How many pairs of each category the design holds, planned or not; null for all that there are. */
    @Nullable
    Integer pairs(@Nullable Integer pairsPerCategory) {
        return untilDecided ? maxPairs : pairsPerCategory;
    }

    private List<String> deciding(List<String> judges) {
        if (scorers.isEmpty() && judges.isEmpty()) {
            throw new IllegalArgumentException(
                    "--stop when-decided needs --stop-scorer ID: the scorer, of those that will judge the images, whose"
                            + " margins decide");
        }
        scorers.stream()
                .filter(scorer -> !judges.isEmpty() && !judges.contains(scorer))
                .findFirst()
                .ifPresent(scorer -> {
                    throw new IllegalArgumentException(
                            "--stop-scorer %s is none of the scorers of this run: name one of %s, or add it with --scorer"
                                    .formatted(scorer, String.join(", ", judges)));
                });
        return scorers.isEmpty() ? judges : scorers;
    }

    private void requireOneMeaning(@Nullable Integer pairsPerCategory) {
        if (stop == StopMoment.NEVER) {
            List<String> given = given();
            if (!given.isEmpty()) {
                throw new IllegalArgumentException(
                        "%s %s how cells are decided, and --stop is never: choose --stop when-decided, or leave %s out"
                                .formatted(
                                        String.join(", ", given),
                                        given.size() == 1 ? "says" : "say",
                                        given.size() == 1 ? "it" : "them"));
            }
        } else if (untilDecided) {
            requirePlanned(pairsPerCategory);
        } else if (maxPairs != null) {
            throw new IllegalArgumentException(
                    "--max-pairs is for --until-decided: add that, or say --pairs-per-category " + maxPairs);
        }
    }

    private void requirePlanned(@Nullable Integer pairsPerCategory) {
        if (pairsPerCategory == null || maxPairs == null) {
            throw new IllegalArgumentException("--until-decided needs --pairs-per-category N, the number of planned"
                    + " pairs, and --max-pairs M above it");
        }
        if (maxPairs <= pairsPerCategory) {
            throw new IllegalArgumentException(
                    "--max-pairs %d must be above --pairs-per-category %d, the number of planned pairs"
                            .formatted(maxPairs, pairsPerCategory));
        }
    }

    private List<String> given() {
        List<String> given = new ArrayList<>();
        addIf(!scorers.isEmpty(), "--stop-scorer", given);
        addIf(level != null, "--stop-level", given);
        addIf(fewestItems != null, "--stop-fewest-items", given);
        addIf(untilDecided, "--until-decided", given);
        addIf(maxPairs != null, "--max-pairs", given);
        return given;
    }

    private static void addIf(boolean isGiven, String name, List<String> given) {
        if (isGiven) {
            given.add(name);
        }
    }
}
