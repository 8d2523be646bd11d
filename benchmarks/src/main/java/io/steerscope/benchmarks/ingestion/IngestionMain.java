package io.steerscope.benchmarks.ingestion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import io.steerscope.app.ingest.CheckListener;
import io.steerscope.app.ingest.CheckedSource;
import io.steerscope.app.ingest.SourceOptions;

/**
 * Parts of {@code benchmarks/scripts/ingest.sh} and {@code ingest-many.sh}.
 *
 * <pre>
 *   make N DIR                     an imagefolder of N images of 64 px
 *   forms IMAGEFOLDER DIR          the same images as shards (DIR/shards) and as a table (DIR/table)
 *   check SOURCE                   reads and decodes a source, and says how fast and in how much memory
 *   clip JSON MARGINS IMAGEFOLDER  compares the cosines of `clip --format json` with margins, bit for bit
 *   count BOOTSTRAP EXPERIMENT     counts committed records and keys
 * </pre>
 */
public final class IngestionMain {

    private static final long MEBI = 1L << 20;

    private IngestionMain() {}

    /** Does one part. */
    public static void main(String[] arguments) throws IOException {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        switch (arguments[0]) {
            case "make" -> ImageFolders.make(Integer.parseInt(rest.get(0)), Path.of(rest.get(1)));
            case "forms" -> ImageFolders.forms(Path.of(rest.get(0)), Path.of(rest.get(1)));
            case "check" -> check(rest.get(0));
            case "clip" -> ClipAgreement.check(Path.of(rest.get(0)), Path.of(rest.get(1)), Path.of(rest.get(2)));
            case "count" -> CommittedCounts.print(rest.get(0), rest.get(1));
            default -> throw new IllegalArgumentException("there is no part " + arguments[0]);
        }
    }

    private static void check(String source) throws IOException {
        long start = System.nanoTime();
        CheckedSource checked = CheckedSource.read(SourceOptions.of(source), CheckListener.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "read and decoded %d images of %d texts in %.1f s: %.0f images/s; %d MiB in use afterwards%n",
                checked.images(),
                checked.pairs(),
                seconds,
                checked.images() / seconds,
                (runtime.totalMemory() - runtime.freeMemory()) / MEBI);
    }
}
