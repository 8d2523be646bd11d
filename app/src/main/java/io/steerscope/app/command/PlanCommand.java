package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import io.steerscope.schemas.table.PlainNumber;
import io.steerscope.statistics.hypothesis.PowerPlan;

/** Which effects a design can find, before anything is generated. */
@Command(
        name = "plan",
        description = {
            "Says which effects a planned number of pairs can find: the smallest mean, in standard deviations of the pairs,",
            "that a one-sided t-test finds with the given power (noncentral t).",
            "With --smallest-effect also how likely that effect is found, and how many pairs it takes; with --stop",
            "when-decided also what a run that stops when decided makes and decides."
        })
final class PlanCommand implements Callable<Integer> {

    private static final double SMALLEST_EFFECT = 0.001;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--n",
            paramLabel = "N,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "5,10,20,50",
            description = "Pairs of a category, at least 2 each (default: ${DEFAULT-VALUE}).")
    private List<Long> numbers;

    @Option(
            names = "--family",
            paramLabel = "N,...",
            split = ",",
            hideParamSyntax = true,
            defaultValue = "1,12,24",
            description = "Cells of category and alpha that are judged together; they share the error rate (default:"
                    + " ${DEFAULT-VALUE}).")
    private List<Long> families;

    @Option(
            names = "--power",
            paramLabel = "P",
            defaultValue = "0.8",
            description = "Chance of finding an effect, from 0.5 to below 1 (default: ${DEFAULT-VALUE}).")
    private double power;

    @Option(
            names = "--level",
            paramLabel = "L",
            defaultValue = "0.95",
            description = "Confidence level of the family, above 0.5 and below 1 (default: ${DEFAULT-VALUE}).")
    private double level;

    @Option(
            names = "--smallest-effect",
            paramLabel = "D",
            converter = StandardDeviations.class,
            description =
                    "Smallest effect of interest in standard deviations of the items, such as 0.25 or 0.25sd (run takes"
                            + " 0.25sd as that, and 0.25 as a margin).")
    private @Nullable Double smallestEffect;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Mixin
    private PlanStopOptions stop;

    /** A number of standard deviations, with or without {@code sd} behind it. */
    static final class StandardDeviations implements ITypeConverter<Double> {

        @Override
        public Double convert(String text) {
            String number = text.endsWith("sd") ? text.substring(0, text.length() - 2) : text;
            OptionalDouble value = PlainNumber.decimal(number);
            if (value.isEmpty() || !(value.getAsDouble() >= SMALLEST_EFFECT && value.getAsDouble() <= 1_000)) {
                throw new TypeConversionException("\"" + text
                        + "\" is not a number of standard deviations from 0.001 to 1000, such as 0.25 or 0.25sd");
            }
            return value.getAsDouble();
        }
    }

    @Override
    public Integer call() {
        requireDistinct("--n", numbers);
        requireDistinct("--family", families);
        requireInside("--power", power, 0.5, power >= 0.5 && power < 1.0);
        requireInside("--level", level, 0.5, level > 0.5 && level < 1.0);
        PowerPlan plan = new PowerPlan(numbers, families, level, power, smallestEffect);
        StoppingForecasts stopping = stop.planned(numbers, families, level, smallestEffect);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TABLE -> PlanTable.render(plan) + (stopping == null ? "" : stopping.table());
                    case JSON -> JsonText.indented(fields(plan, stopping)) + "\n";
                });
        out.flush();
        return 0;
    }

    private static Map<String, Object> fields(PowerPlan plan, @Nullable StoppingForecasts stopping) {
        Map<String, Object> fields = new LinkedHashMap<>(plan.toMap());
        if (stopping != null) {
            fields.put("stopping", stopping.toMap());
        }
        return fields;
    }

    private void requireDistinct(String option, List<Long> values) {
        if (values.isEmpty()) {
            throw mistake("%s names no number: write a list such as 5,10,20".formatted(option));
        }
        HashSet<Long> seen = new HashSet<>();
        for (long value : values) {
            if (!seen.add(value)) {
                throw mistake("%s names %d twice: name each number once".formatted(option, value));
            }
        }
    }

    private void requireInside(String option, double value, double least, boolean isInside) {
        if (!isInside) {
            throw mistake("%s must be between %s and 1, is %s".formatted(option, least, value));
        }
    }

    private ParameterException mistake(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
