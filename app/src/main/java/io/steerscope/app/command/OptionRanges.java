package io.steerscope.app.command;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The ranges of options that are numbers, held before a command begins: what is out of range starts nothing. */
final class OptionRanges {

    /** Commands that check the same options against the model that they open. */
    private static final Set<String> ELSEWHERE = Set.of("image", "clip");

    private static final int MOST_VALUES = 10_000;
    private static final Map<String, Range> RANGES = ranges();

    private record Range(long least, long most) {

        boolean holds(double value) {
            return value >= least && value <= most;
        }
    }

    private OptionRanges() {}

    /** @throws ParameterException for the first value that is out of range */
    static void check(ParseResult parsed) {
        for (ParseResult present = parsed; present != null; present = present.subcommand()) {
            if (!ELSEWHERE.contains(present.commandSpec().name())) {
                for (OptionSpec option : present.matchedOptions()) {
                    check(present, option);
                }
            }
        }
    }

    private static void check(ParseResult parsed, OptionSpec option) {
        Object value = option.getValue();
        if (value instanceof Collection<?> values) {
            if (values.size() > MOST_VALUES) {
                throw mistake(
                        parsed,
                        "%s takes at most %d values, is given %d"
                                .formatted(option.names()[0], MOST_VALUES, values.size()));
            }
            values.forEach(each -> check(parsed, option.names()[0], each));
        } else if (value != null) {
            check(parsed, option.names()[0], value);
        }
    }

    private static void check(ParseResult parsed, String name, Object value) {
        Range range = RANGES.get(name);
        if (range != null && value instanceof Number number && !range.holds(number.doubleValue())) {
            throw mistake(
                    parsed,
                    range.most() == Integer.MAX_VALUE
                            ? "%s must be at least %d, is %s".formatted(name, range.least(), number)
                            : "%s must be between %d and %d, is %s"
                                    .formatted(name, range.least(), range.most(), number));
        }
    }

    private static ParameterException mistake(ParseResult parsed, String line) {
        return new ParameterException(parsed.commandSpec().commandLine(), line);
    }

    private static Map<String, Range> ranges() {
        Map<String, Range> ranges = new HashMap<>();
        for (String port :
                List.of("--port", "--dashboard-port", "--http-port", "--metrics-port", "--advertised-port")) {
            ranges.put(port, new Range(0, 65_535));
        }
        ranges.put("--threads", new Range(1, 1_024));
        ranges.put("--generator-workers", new Range(1, 256));
        ranges.put("--batch-size", new Range(1, 4_096));
        ranges.put("--steps", new Range(1, Integer.MAX_VALUE));
        ranges.put("--size", new Range(8, 16_384));
        ranges.put("--guidance-scale", new Range(0, 1_000));
        ranges.put("--alphas", new Range(0, 1_000_000));
        ranges.put("--pairs-per-category", new Range(1, 1_000_000));
        ranges.put("--n", new Range(2, 1_000_000));
        ranges.put("--family", new Range(1, 1_000_000));
        ranges.put("--orders", new Range(1, 100_000));
        ranges.put("--stop-fewest-items", new Range(2, 1_000_000));
        ranges.put("--node", new Range(1, 5));
        ranges.put("--partitions", new Range(1, 10_000));
        ranges.put("--replication", new Range(0, 1_000));
        ranges.put("--min-insync-replicas", new Range(0, 1_000));
        ranges.put("--images", new Range(0, 10_000));
        ranges.put("--limit", new Range(0, Integer.MAX_VALUE));
        ranges.put("--report-every", new Range(0, 86_400));
        ranges.put("--wait", new Range(0, 86_400));
        ranges.put("--failure-limit", new Range(1, Integer.MAX_VALUE));
        ranges.put("--max-steps", new Range(1, Integer.MAX_VALUE));
        ranges.put("--max-size", new Range(8, 16_384));
        ranges.put("--max-prompt-length", new Range(1, 1 << 20));
        ranges.put("--max-image-bytes", new Range(1, 1 << 30));
        ranges.put("--max-image-pixels", new Range(1, 1 << 29));
        return Map.copyOf(ranges);
    }
}
