package io.steerscope.benchmarks.fuzz;

import java.nio.file.Path;
import java.time.Duration;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The fuzz as a program: records, seed, folder, bundle of the generator, bundle of the scorer. */
final class FuzzMain {

    private FuzzMain() {}

    public static void main(String[] arguments) throws Exception {
        long records = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path folder = Path.of(arguments[2]);
        FuzzedSystem.delete(folder);
        ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
        long start = System.nanoTime();
        FuzzOutcome outcome = Fuzz.run(
                records, seed, folder, new FuzzedBundles(Path.of(arguments[3]), Path.of(arguments[4])), line -> {
                    System.out.printf(
                            "%5d s  %s%n",
                            Duration.ofNanos(System.nanoTime() - start).toSeconds(), line);
                    System.out.flush();
                });
        System.out.printf(
                "%nseed %d: %d records sent, %d of them refused by the broker%n",
                seed, outcome.sent(), outcome.refused());
        outcome.rows().forEach(System.out::println);
        System.out.println("heap after collection at 25, 50, 75, 100 %, MB: " + outcome.heapMegabytes());
        outcome.problems().forEach(problem -> System.out.println("PROBLEM: " + problem));
        System.out.println(outcome.problems().isEmpty() ? "all accounted for" : "failed");
        FuzzedSystem.delete(folder);
        System.exit(outcome.problems().isEmpty() ? 0 : 1);
    }
}
