package io.steerscope.benchmarks.diversity;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.diversity.DiversityAnalysis;
import io.steerscope.statistics.diversity.DiversityResult;
import io.steerscope.statistics.diversity.GroupSpectrum;
import io.steerscope.statistics.embedding.ConditionalSpectrum;
import io.steerscope.statistics.geometry.DirectionBuilder;

/**
 * What one analysis costs, from vectors in a file to all figures, in this process: the first time in it, and as the
 * least of {@value #AGAIN} times more where that takes seconds.
 *
 * <p>{@code head} prints the head of the table, {@code write CASE FILE} makes the vectors, {@code shape CASE} prints
 * what a peer has to know, {@code read CASE FILE [PEER_SECONDS PEER_PROCESSOR_SECONDS]} measures and prints a row, and
 * {@code directions CASE FILE} prints one of the directions of change over the same vectors.
 */
final class DiversityCost {

    private static final long SEED = 1L;
    private static final int AGAIN = 5;
    private static final double LONG = 5.0;
    private static final double NANOS = 1e9;
    private static final int MEGA = 1 << 20;

    private DiversityCost() {}

    /**
     * What one run took.
     *
     * @param wall seconds by the clock
     * @param processor seconds of all threads
     */
    private record Cost<T>(double wall, double processor, T result) {

        private String words() {
            return String.format(Locale.ROOT, "%.2f (%.2f)", wall, processor);
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("head")) {
            System.out.println("| images x dimensions | groups | first, s (processor s) | again | peak heap, MiB "
                    + "| peak memory, MiB | NumPy, s (processor s) | NumPy / Java, processor, first | again |\n"
                    + "|---|---|---|---|---|---|---|---|---|");
            return;
        }
        Design design = Design.named(arguments[1]);
        switch (arguments[0]) {
            case "shape" -> System.out.println(design.shape());
            case "write" -> VectorFile.write(design, SEED, Path.of(arguments[2]));
            case "read" -> {
                Peer peer = arguments.length < 5
                        ? null
                        : new Peer(Double.parseDouble(arguments[3]), Double.parseDouble(arguments[4]));
                Cost<DiversityResult> first = measure(
                        design.words(),
                        () -> DiversityAnalysis.of(
                                VectorFile.read(design, Path.of(arguments[2])), design.settings(), List.of()),
                        peer);
                printFigures(first.result());
            }
            case "directions" ->
                measure(
                        design.imagesWords() + " | directions: items, cells, relations",
                        () -> DirectionBuilder.of(VectorFile.read(design, Path.of(arguments[2])))
                                .summary(),
                        null);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** What the peer took. */
    private record Peer(double wall, double processor) {}

    /** An analysis, from vectors in a file. */
    @FunctionalInterface
    private interface FromFile<T> {
        T analyse() throws IOException;
    }

    private static <T> Cost<T> measure(String words, FromFile<T> analysis, @Nullable Peer peer) throws IOException {
        Cost<T> first = run(analysis);
        Cost<T> best = null;
        for (int run = 0; run < AGAIN && first.processor() < LONG; run++) {
            Cost<T> next = run(analysis);
            best = best == null || next.processor() < best.processor() ? next : best;
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %d | %d | %s |%n",
                words,
                first.words(),
                best == null ? "" : best.words(),
                peakHeap() / MEGA,
                peakResident() / MEGA,
                peer == null ? " | | " : against(peer, first, best));
        return first;
    }

    private static <T> Cost<T> run(FromFile<T> analysis) throws IOException {
        long start = System.nanoTime();
        long processor = processorTime();
        T result = analysis.analyse();
        return new Cost<>((System.nanoTime() - start) / NANOS, (processorTime() - processor) / NANOS, result);
    }

    private static String against(Peer peer, Cost<?> first, @Nullable Cost<?> best) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f) | %.2f | %s",
                peer.wall(),
                peer.processor(),
                peer.processor() / first.processor(),
                best == null ? "" : String.format(Locale.ROOT, "%.2f", peer.processor() / best.processor()));
    }

    /** The figures of all images, as the peer prints them. */
    private static void printFigures(DiversityResult result) {
        GroupSpectrum all = result.spectra().get(0);
        Map<Double, ConditionalSpectrum> byRidge =
                Objects.requireNonNull(all.conditional().get("pair"));
        ConditionalSpectrum left = Objects.requireNonNull(byRidge.get(Design.RIDGE));
        System.err.printf(
                Locale.ROOT,
                "%s %s %s %s %s%n",
                all.plain().q1(),
                left.sce(),
                left.modes(),
                left.promptSce(),
                left.textDof());
    }

    private static long processorTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** The most that the heap held at any time, as its pools count it. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** The most memory that the process held; 0 where the system does not say. */
    private static long peakResident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0L;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024L;
            }
        }
        return 0L;
    }
}
