package io.steerscope.benchmarks.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs the simulations, prints their rates as tables and writes them as JSON. */
final class Simulations {

    private static final Map<String, Function<Experiments, List<Rate>>> ALL = all();

    private Simulations() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 3 || !ALL.keySet().containsAll(simulations(arguments))) {
            System.err.println(
                    "usage: simulations EXPERIMENTS SEED FILE.json [" + String.join("|", ALL.keySet()) + "]...");
            System.exit(2);
            return;
        }
        Experiments experiments = new Experiments(Integer.parseInt(arguments[0]), Long.parseLong(arguments[1]));
        List<Rate> rates = new ArrayList<>();
        for (String name : simulations(arguments)) {
            long start = System.nanoTime();
            List<Rate> ofOne = Objects.requireNonNull(ALL.get(name)).apply(experiments);
            System.out.println(RateTable.of(ofOne) + "\n");
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

    private static Collection<String> simulations(String[] arguments) {
        return arguments.length > 3 ? List.of(arguments).subList(3, arguments.length) : ALL.keySet();
    }

    private static Map<String, Function<Experiments, List<Rate>>> all() {
        Map<String, Function<Experiments, List<Rate>>> all = new LinkedHashMap<>();
        all.put("works", WrongWorks::run);
        all.put("does-not", WrongDoesNot::run);
        all.put("running", RunningFamilies::run);
        all.put("bounds", OneSidedBounds::run);
        all.put("powers", Powers::run);
        all.put("tests", SmallSampleTests::run);
        all.put("watched", WatchedTests::run);
        all.put("watched-pairs", WatchedPairs::run);
        all.put("correlated", CorrelatedAlphas::run);
        all.put("intervals", IntervalCoverage::run);
        all.put("bootstraps", BootstrapCoverage::run);
        all.put("effects", StandardisedMeans::run);
        all.put("categories", CategoryComparisons::run);
        all.put("pairs", PairEstimates::run);
        all.put("differences", PairedDifferences::run);
        all.put("diversity", WrongCollapses::run);
        all.put("jackknife", JackknifeCoverage::run);
        all.put("slices", WrongSlices::run);
        all.put("stopping", StoppedFamilies::run);
        return Collections.unmodifiableMap(all);
    }
}
