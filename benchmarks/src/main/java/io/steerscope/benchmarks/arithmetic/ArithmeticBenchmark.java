package io.steerscope.benchmarks.arithmetic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Times the same work in each type of numbers. Contenders are warm processes that take turns, in reversed order every
 * other round, so that what else the machine does meets all of them.
 */
final class ArithmeticBenchmark {

    private static final int EDGE = 512;
    private static final int FEW_ROUNDS = 3;

    private ArithmeticBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println(
                    "usage: ArithmeticBenchmark ROUNDS WORK... with WORK toy=BUNDLE, clip=BUNDLE, step=BUNDLE");
            System.exit(2);
            return;
        }
        int rounds = Integer.parseInt(arguments[0]);
        System.out.println(
                "| work | instructions | type | ms, median (least to most) | processor ms | of the best other, by the clock"
                        + " | in processor time |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String argument : Arrays.asList(arguments).subList(1, arguments.length)) {
            Work work = work(argument, rounds);
            for (InstructionSet instructions : work.instructions()) {
                time(work, instructions);
            }
        }
    }

    private static Work work(String argument, int rounds) {
        String[] parts = argument.split("=", 2);
        Path bundle = Path.of(parts[1]);
        return switch (parts[0]) {
            case "toy" -> Work.toyImages(bundle, rounds);
            case "clip" -> Work.clipImages(bundle, rounds);
            case "step" -> Work.unetStep(bundle, EDGE, Math.min(rounds, FEW_ROUNDS));
            default -> throw new IllegalArgumentException("no work " + parts[0]);
        };
    }

    private static void time(Work work, InstructionSet instructions) throws IOException {
        List<Contender> contenders = new ArrayList<>();
        try {
            for (String type : work.types()) {
                boolean isThere = contenders.stream().anyMatch(one -> one.type().equals(type));
                if (!isThere || !work.isLarge()) {
                    contenders.add(Contender.start(work, type, instructions));
                }
            }
            List<Contender> order = new ArrayList<>(contenders);
            for (int round = 0; round < work.rounds(); round++) {
                order.forEach(Contender::takeTurn);
                Collections.reverse(order);
            }
            contenders.forEach(contender -> System.out.println(row(work, instructions, contender, contenders)));
        } finally {
            contenders.forEach(Contender::close);
        }
    }

    private static String row(Work work, InstructionSet instructions, Contender one, List<Contender> all) {
        String type = one.asked().equals(one.type()) ? one.type() : one.asked() + ", so " + one.type();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %,.0f (%,.0f to %,.0f) | %,.0f | %.2f | %.2f |",
                work.name(),
                instructions.name(),
                type,
                median(one.millis()),
                Collections.min(one.millis()),
                Collections.max(one.millis()),
                median(one.processorMillis()),
                ratio(one, all, Contender::millis),
                ratio(one, all, Contender::processorMillis));
    }

    private static double ratio(Contender one, List<Contender> all, Function<Contender, List<Double>> times) {
        double best = all.stream()
                .filter(other -> other != one && !repeats(other, all))
                .mapToDouble(other -> median(times.apply(other)))
                .min()
                .orElse(Double.NaN);
        return median(times.apply(one)) / best;
    }

    /** Whether it is auto, and the type that this is has a process of its own. */
    private static boolean repeats(Contender other, List<Contender> all) {
        return other.asked().equals("auto")
                && all.stream().anyMatch(one -> one.asked().equals(other.type()));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
