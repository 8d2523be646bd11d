package io.steerscope.benchmarks.arithmetic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of work of a bundle.
 *
 * @param name what it is, for the table
 * @param types what to ask for: {@code auto} or a type
 * @param instructions what to limit the libraries to, one after another
 * @param rounds turns that each contender is timed for
 * @param command class and arguments of the process that does it, without the type, which comes last
 */
record Work(String name, List<String> types, List<InstructionSet> instructions, int rounds, List<String> command) {

    private static final String GENERATION = "io.steerscope.benchmarks.generation.GenerationPeer";
    private static final String SCORING = "io.steerscope.benchmarks.scoring.ScoringPeer";

    /** Batches of 8 images of 64 px in 8 steps on one thread, as {@code run} makes them. */
    static Work toyImages(Path bundle, int rounds) {
        return new Work(
                bundle.getFileName() + ", 8 images of 64 px, 8 steps, 1 thread",
                List.of("auto", "float32", "bfloat16"),
                List.of(InstructionSet.values()),
                rounds,
                List.of(GENERATION, "images", bundle.toString(), "1", "8", "64", "8", "3.0"));
    }

    /** A call of the UNet for one image under guidance, on all processors. */
    static Work unetStep(Path bundle, int edge, int rounds) {
        String threads = Integer.toString(Runtime.getRuntime().availableProcessors());
        return new Work(
                "%s, UNet step of 2 rows, %d px, %s threads".formatted(bundle.getFileName(), edge, threads),
                List.of("auto", "float32", "bfloat16"),
                List.of(InstructionSet.ALL),
                rounds,
                List.of(GENERATION, "step", bundle.toString(), threads, "1", Integer.toString(edge), "1", "9.0"));
    }

    /** The image encoder for 32 images, one batch on each processor. */
    static Work clipImages(Path bundle, int rounds) {
        String parallel = Integer.toString(Runtime.getRuntime().availableProcessors());
        return new Work(
                bundle.getFileName() + ", 32 images, " + parallel + " batches side by side",
                List.of("float32", "bfloat16"),
                List.of(InstructionSet.values()),
                rounds,
                List.of(SCORING, "model", bundle.toString(), "-", "32", "1", parallel));
    }

    /** The process that does it in a type. */
    List<String> peer(String type) {
        List<String> peer = new ArrayList<>(command);
        peer.add(type);
        return peer;
    }

    /**
     * Whether its processes are so large that one more of a type that is there already would not fit beside the others.
     */
    boolean isLarge() {
        return command.contains("step");
    }
}
