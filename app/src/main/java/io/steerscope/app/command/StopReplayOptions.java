package io.steerscope.app.command;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.statistics.stopping.StoppingRule;

/** Options of a replay, on margins that are there, of the rule by which a design stops. */
final class StopReplayOptions {

    private static final int ORDERS = 200;
    private static final long SEED = 0;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--stop",
            paramLabel = "WHEN",
            defaultValue = "never",
            converter = StopMoment.Converter.class,
            description =
                    "never, or when-decided: says too how many items a run with --stop when-decided would have made"
                            + " of these, in random orders, and what it would have decided (default: ${DEFAULT-VALUE}).")
    private StopMoment stop;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description =
                    "Random orders of the items of each cell, with --stop when-decided (default: " + ORDERS + ").")
    private @Nullable Integer orders;

    @Option(names = "--order-seed", paramLabel = "N", description = "Seed of these orders (default: " + SEED + ").")
    private @Nullable Long seed;

    @Option(
            names = "--stop-fewest-items",
            paramLabel = "N",
            description = "Fewest items that a decision may rest on, with --stop when-decided (default: "
                    + StoppingRule.FEWEST_ITEMS + ").")
    private @Nullable Integer fewestItems;

    /**
     * How the rule is replayed; empty where it is not.
     *
     * @throws ParameterException if it is not, and an option says how
     */
    Optional<ReplayedStopping.Settings> settings() {
        if (stop == StopMoment.WHEN_DECIDED) {
            return Optional.of(new ReplayedStopping.Settings(
                    fewestItems == null ? StoppingRule.FEWEST_ITEMS : fewestItems,
                    orders == null ? ORDERS : orders,
                    seed == null ? SEED : seed));
        }
        requireNone("--orders", orders);
        requireNone("--order-seed", seed);
        requireNone("--stop-fewest-items", fewestItems);
        return Optional.empty();
    }

    private void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s says how to replay --stop when-decided: give that too, or leave %s out"
                            .formatted(option, option));
        }
    }
}
