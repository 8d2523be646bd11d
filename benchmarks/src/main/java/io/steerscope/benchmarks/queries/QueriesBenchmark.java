package io.steerscope.benchmarks.queries;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import io.steerscope.aggregator.Aggregator;
import io.steerscope.aggregator.AggregatorSettings;
import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.design.UnknownSubjectException;

/**
 * Questions over HTTP at a fixed rate while scores arrive. Aggregator and client are in this process, broker and writer
 * in another one of the lowest priority: elsewhere they have machines of their own. Prints a Markdown table.
 */
final class QueriesBenchmark {

    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private QueriesBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 5) {
            System.err.println("usage: QueriesBenchmark FOLDER IMAGES SECONDS QUESTIONS_PER_SECOND SCORES_PER_SECOND");
            System.exit(2);
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "queries-");
        LiveScores scores = new LiveScores(Integer.parseInt(arguments[1]), ScoreSource.SEED);
        Process source = source(folder.resolve("kafka"), arguments[1], arguments[4]);
        int status = 1;
        try (BufferedReader output = source.inputReader(StandardCharsets.UTF_8)) {
            AggregatorSettings settings = AggregatorSettings.local(
                    Map.of("bootstrap.servers", address(output)), ScoreSource.TOPICS, folder.resolve("state"));
            try (Aggregator aggregator = Aggregator.start(settings)) {
                await(aggregator, scores.images());
                tell(source);
                measure(
                        aggregator,
                        new Questions(scores),
                        Double.parseDouble(arguments[3]),
                        Duration.ofSeconds(Long.parseLong(arguments[2])));
                tell(source);
            }
            source.getOutputStream().close();
            status = 0;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        } finally {
            source.destroy();
        }
        System.exit(status);
    }

    private static void measure(Aggregator aggregator, Questions questions, double perSecond, Duration time) {
        new OpenLoopClient(aggregator.httpAddress(), questions).run(perSecond, WARM_UP, new Random(1));
        OpenLoopClient client = new OpenLoopClient(aggregator.httpAddress(), questions);
        long consumed = consumed(aggregator);
        ThreadTimes before = ThreadTimes.now();
        long start = System.nanoTime();
        client.run(perSecond, time, new Random(2));
        double seconds = (System.nanoTime() - start) / 1e9;
        ThreadTimes times = ThreadTimes.now().since(before);
        System.out.printf(
                Locale.ROOT,
                "%n%,d images, %.0f questions a second for %.0f s, %,.0f scores a second meanwhile%n%n",
                questions.images(),
                perSecond,
                seconds,
                (consumed(aggregator) - consumed) / seconds);
        print(client);
        long asked = client.nanosByKind().values().stream()
                .mapToLong(nanos -> nanos.length)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%nthreads that ask and answer: %.1f ms on a processor and %.1f ms waiting for one a question%n"
                        + "the collector stopped all threads %d times, %.1f ms each, %.1f %% of the time%n",
                times.running() / asked * 1e3,
                times.waiting() / asked * 1e3,
                times.pauses(),
                times.pauses() == 0 ? 0.0 : times.stopped() / times.pauses() * 1e3,
                times.stopped() / seconds * 100);
    }

    private static void print(OpenLoopClient client) {
        Map<String, long[]> byKind = client.nanosByKind();
        System.out.println("| question | asked | p50 | p90 | p99 | largest | refused |");
        System.out.println("|---|---|---|---|---|---|---|");
        byKind.forEach((kind, nanos) -> print(
                kind,
                nanos,
                client.refusals().containsKey(kind)
                        ? client.refusals().get(kind).size()
                        : 0));
        print(
                "all",
                byKind.values().stream().flatMapToLong(Arrays::stream).sorted().toArray(),
                client.refusals().values().stream().mapToInt(Collection::size).sum());
    }

    private static void print(String kind, long[] ascending, int refused) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %d |%n",
                kind,
                ascending.length,
                millis(ascending, 0.5),
                millis(ascending, 0.9),
                millis(ascending, 0.99),
                millis(ascending, 1.0),
                refused);
    }

    /** The smallest time that a share of all is not above. */
    private static double millis(long[] ascending, double share) {
        return ascending[Math.max(0, (int) Math.ceil(share * ascending.length) - 1)] / 1e6;
    }

    private static Process source(Path folder, String images, String perSecond) throws IOException {
        return new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ScoreSource.class.getName(),
                        folder.toString(),
                        images,
                        perSecond)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The first word lets it write, the second stops that. */
    private static void tell(Process source) throws IOException {
        source.getOutputStream().write('\n');
        source.getOutputStream().flush();
    }

    private static String address(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(ScoreSource.ADDRESS)) {
                return line.substring(ScoreSource.ADDRESS.length());
            }
        }
        throw new IOException("The process of broker and writer has ended");
    }

    private static void await(Aggregator aggregator, int images) {
        while (!hasScored(aggregator, images)) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static boolean hasScored(Aggregator aggregator, int images) {
        try {
            return aggregator.statistics().progress(LiveScores.EXPERIMENT).scorers().stream()
                    .anyMatch(scorer -> scorer.completeness().scored() == images);
        } catch (StateUnavailableException | UnknownSubjectException e) {
            return false;
        }
    }

    private static long consumed(Aggregator aggregator) {
        InputPosition position = aggregator.statistics().version().position();
        return Objects.requireNonNull(
                        position.topics().get(ScoreSource.TOPICS.scores().name()))
                .consumed()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}
