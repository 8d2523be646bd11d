package io.steerscope.benchmarks.exemplars;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.steerscope.app.margins.MarginsFile;
import io.steerscope.app.margins.SeriesChoice;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.statistics.random.SplitMix64;

/** Prints the tables: of the model, or of margins of images. */
final class ExemplarStudy {

    private static final String COLUMNS = "variance of the mean / estimate | 95 % interval holds the mean"
            + " | one-sided 5 % test rejects the mean |";

    private static final int[] PAIRS = {8, 20, 50};

    private ExemplarStudy() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3 && arguments[0].equals("model")) {
            model(Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]));
        } else if (arguments.length == 4 && arguments[0].equals("images")) {
            images(Path.of(arguments[1]), arguments[2], arguments[3]);
        } else if (arguments.length == 1 && arguments[0].equals("head")) {
            System.out.println("| category | method | exemplars | pairs | draws | mean margin | " + COLUMNS);
            System.out.println("|---|---|---|---|---|---|---|---|---|");
        } else {
            System.err.println("usage: model DRAWS SEED | head | images MARGINS.csv METHOD EXEMPLARS");
            System.exit(2);
        }
    }

    private static void model(int draws, long seed) {
        System.out.println("| category | noise | exemplars | pairs | " + COLUMNS);
        System.out.println("|---|---|---|---|---|---|---|");
        for (double common : new double[] {0.0, 1.0}) {
            for (double noise : new double[] {0.02, 0.1, 0.3}) {
                OffsetModel model = new OffsetModel(common, noise);
                for (ExemplarRule rule : ExemplarRule.values()) {
                    for (int n : PAIRS) {
                        Function<SplittableRandom, double[]> draw = random -> model.margins(n, rule, random);
                        print(model, rule.id(), n, spread(n, draws, seed ^ row(model, rule, n), draw), model.mean());
                    }
                }
                for (int n : PAIRS) {
                    Function<SplittableRandom, double[]> draw = random -> model.deviationsOfOneHalf(n, random);
                    Spread spread = spread((n + 1) / 2, draws, seed ^ row(model, ExemplarRule.SPLIT, -n), draw);
                    print(model, "one half of split, about what it learnt", n, spread, 0.0);
                }
            }
        }
    }

    private static int row(OffsetModel model, ExemplarRule rule, int n) {
        return (model + " " + n + " " + rule.id()).hashCode();
    }

    private static void print(OffsetModel model, String exemplars, int n, Spread spread, double mean) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s |%n",
                model.common() == 0.0 ? "mixed relations" : "one relation",
                model.noise(),
                exemplars,
                n,
                spread.cells(mean));
    }

    private static Spread spread(int n, int draws, long seed, Function<SplittableRandom, double[]> margins) {
        double[] means = new double[draws];
        double[] estimates = new double[draws];
        long scenario = SplitMix64.mix(seed);
        IntStream.range(0, draws).parallel().forEach(draw -> {
            SplittableRandom random = new SplittableRandom(SplitMix64.mix(scenario + draw * SplitMix64.GOLDEN_GAMMA));
            double[] figures = Spread.ofDraw(margins.apply(random));
            means[draw] = figures[0];
            estimates[draw] = figures[1];
        });
        return new Spread(n, means, estimates);
    }

    /** Categories of the file are draws, named {@code CATEGORY.NUMBER}. */
    private static void images(Path file, String method, String exemplars) throws IOException {
        Map<String, Map<String, List<Double>>> margins = new TreeMap<>();
        MarginsFile.read(file, new SeriesChoice(null, method, null), 1.0)
                .observations()
                .forEach(observation -> {
                    String draw = observation.category();
                    margins.computeIfAbsent(draw.substring(0, draw.lastIndexOf('.')), category -> new TreeMap<>())
                            .computeIfAbsent(draw, key -> new ArrayList<>())
                            .add(observation.margin());
                });
        margins.forEach((category, draws) -> {
            int n = draws.values().iterator().next().size();
            List<double[]> figures = draws.values().stream()
                    .filter(draw -> draw.size() == n)
                    .map(draw -> Spread.ofDraw(
                            draw.stream().mapToDouble(Double::doubleValue).toArray()))
                    .toList();
            Spread spread = new Spread(
                    n,
                    figures.stream().mapToDouble(draw -> draw[0]).toArray(),
                    figures.stream().mapToDouble(draw -> draw[1]).toArray());
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %d | %.4f | %s |%n",
                    category,
                    method,
                    exemplars,
                    n,
                    figures.size(),
                    spread.mean(),
                    spread.cells(spread.mean()));
        });
    }
}
