package io.steerscope.inference.diffusion;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.inference.torch.TorchRuntime;

/**
 * How many rows go through a module at once: halved, and kept so, whenever memory does not suffice. libtorch may
 * compute other last bits for another number. Thread-safe.
 */
final class RowLimit {

    private static final Logger LOG = LoggerFactory.getLogger(RowLimit.class);

    private final Path module;
    private final AtomicInteger rows;

    RowLimit(Path module, int rows) {
        SdxlPipeline.requireBatchSize(rows);
        this.module = module;
        this.rows = new AtomicInteger(rows);
    }

    int rows() {
        return rows.get();
    }

    /**
     * Halves the number of rows after {@code tried} have turned out too many.
     *
     * @throws OutOfMemoryException if it was one row: nothing that this process can do makes it fit
     */
    void halve(int tried, int height, int width, OutOfMemoryException reason) {
        if (tried == 1) {
            throw new OutOfMemoryException(module + " has too little memory for one image of " + width + " x " + height
                    + " (" + reason.getMessage() + "): ask for smaller images, or use a bundle in a lower precision");
        }
        halve(tried, reason);
    }

    /** As {@link #halve(int, int, int, OutOfMemoryException)}, for a module whose rows are no images. */
    void halve(int tried, OutOfMemoryException reason) {
        if (tried == 1) {
            throw new OutOfMemoryException(module + " has too little memory for one prompt (" + reason.getMessage()
                    + "): use a bundle in a lower precision, or another device");
        }
        TorchRuntime.releaseUnused();
        int fewer = tried / 2;
        if (rows.accumulateAndGet(fewer, Math::min) == fewer) {
            LOG.atWarn()
                    .addKeyValue("module", module.getFileName())
                    .addKeyValue("rows", tried)
                    .addKeyValue("rowsFromNowOn", fewer)
                    .addKeyValue("reason", reason.getMessage())
                    .log("Too little memory for a batch; it is halved, which may change the last bits of images");
        }
    }
}
