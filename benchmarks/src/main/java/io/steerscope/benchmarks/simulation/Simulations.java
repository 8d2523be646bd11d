package io.steerscope.benchmarks.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the simulations, prints their rates as a table and writes them as JSON. */
final class Simulations {

    private static final Map<String, Function<Experiments, List<Rate>>> ALL = Map.of(
            "watched", WatchedTests::run,
            "correlated", CorrelatedAlphas::run,
            "coverage", BootstrapCoverage::run,
            "verdicts", VerdictFamilies::run);

    private Simulations() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3 || !ALL.keySet().containsAll(simulations(arguments))) {
            System.err.println(
                    "usage: simulations EXPERIMENTS SEED FILE.json [watched|correlated|coverage|verdicts]...");
            System.exit(2);
            return;
        }
        Experiments experiments = new Experiments(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        List<Rate> rates = new ArrayList<>();
        System.out.println(Rate.TABLE_HEAD);
        for (String name : simulations(arguments)) {
            long start = System.nanoTime();
            List<Rate> ofOne = Objects.requireNonNull(ALL.get(name)).apply(experiments);
            ofOne.forEach(rate -> System.out.println(rate.tableRow()));
            rates.addAll(ofOne);
            System.err.printf(Locale.ROOT, "%s: %.0f s%n", name, (System.nanoTime() - start) / 1e9);
        }
        Files.writeString(
                Path.of(arguments[2]),
                String.format(
                        Locale.ROOT,
                        "{\"experiments\": %d, \"seed\": %d, \"rates\": [%n%s%n]}%n",
                        experiments.count(),
                        experiments.seed(),
                        rates.stream().map(Rate::json).collect(Collectors.joining(",\n"))));
    }

    private static List<String> simulations(String[] arguments) {
        return arguments.length > 3
                ? List.of(arguments).subList(3, arguments.length)
                : List.of("watched", "correlated", "coverage", "verdicts");
    }
}
