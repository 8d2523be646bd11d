package io.steerscope.app.command;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.stopping.StoppingRule;

/** Options of {@code plan} that say what is to be expected of a design that stops. */
final class PlanStopOptions {

    private static final List<Double> EFFECTS = List.of(0.0, 0.25, 0.5, 1.0);
    private static final double LARGEST_EFFECT = 1_000;
    private static final long MOST_PAIRS = 10_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--stop",
            paramLabel = "WHEN",
            converter = StopMoment.Converter.class,
            defaultValue = "never",
            description =
                    "never, or when-decided: says too, for each effect, what share of the images a run with --stop"
                            + " when-decided makes, and how likely it decides what (default: ${DEFAULT-VALUE}).")
    private StopMoment stop;

    @Option(
            names = "--effect",
            paramLabel = "LIST",
            split = ",",
            converter = Effect.class,
            description = "True means of the cells in standard deviations, with --stop when-decided (default:"
                    + " 0,0.25,0.5,1).")
    private @Nullable List<Double> effects;

    @Option(
            names = "--stop-fewest-items",
            paramLabel = "N",
            description = "Fewest pairs that a decision rests on, with --stop when-decided (default: "
                    + StoppingRule.FEWEST_ITEMS + ").")
    private @Nullable Integer fewestItems;

    /** A number of standard deviations of either sign, with or without {@code sd} behind it. */
    static final class Effect implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            OptionalDouble value =
                    PlainNumber.decimal(text.endsWith("sd") ? text.substring(0, text.length() - 2) : text);
            if (value.isEmpty() || !(Math.abs(value.getAsDouble()) <= LARGEST_EFFECT)) {
                throw new TypeConversionException("\"" + text
                        + "\" is not a number of standard deviations from -1000 to 1000, such as 0.5 or 0.5sd");
            }
            return value.getAsDouble() + 0.0;
        }
    }

    /**
     * What is to be expected; null where the design does not stop.
     *
     * @throws ParameterException if it does not, and an option says how, or a list is of no use
     */
    @Nullable
    StoppingForecasts planned(List<Long> numbers, List<Long> families, double level, @Nullable Double smallestEffect) {
        if (stop == StopMoment.NEVER) {
            requireNone("--effect", effects);
            requireNone("--stop-fewest-items", fewestItems);
            return null;
        }
        List<Double> chosen = effects == null ? EFFECTS : effects;
        Set<Double> seen = new HashSet<>();
        for (double effect : chosen) {
            if (!seen.add(effect)) {
                throw mistake("--effect names %s twice: name each number once".formatted(effect));
            }
        }
        for (long n : numbers) {
            if (n > MOST_PAIRS) {
                throw mistake("--n must be at most %d with --stop when-decided, is %d".formatted(MOST_PAIRS, n));
            }
        }
        return StoppingForecasts.of(
                numbers,
                families,
                chosen,
                level,
                smallestEffect,
                fewestItems == null ? StoppingRule.FEWEST_ITEMS : fewestItems);
    }

    private void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw mistake("%s is for designs that stop: give --stop when-decided too, or leave %s out"
                    .formatted(option, option));
        }
    }

    private ParameterException mistake(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
