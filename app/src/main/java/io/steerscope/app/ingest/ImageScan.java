package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.thread.DaemonThreads;
import io.steerscope.inference.image.ImageCheck;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.producer.ingest.IngestSettings;
import io.steerscope.producer.ingest.IngestedImage;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.FieldText;

/** Reads and decodes the images of rows, on all processors, and keeps what is to be known of each. */
final class ImageScan {

    private static final int AHEAD = 64;
    private static final int BEGINNING = 40;

    /** What a file is, or why it is no image. */
    private record Looked(IngestedImage.Encoded encoded, String fault) {}

    private static final IngestedImage.Encoded NONE = new IngestedImage.Encoded("", 0, "", 0, 0);

    private final RecordLimits limits;
    private final boolean hasFolder;
    private final SourceFaults faults;
    private final ImageCheck check;
    private final Map<Key, ImageRow> keys = new HashMap<>();

    private record Key(String pairId, String method, double alpha, long seed) {}

    /** @param hasFolder whether there is a folder for images that are too large for a record */
    ImageScan(RecordLimits limits, boolean hasFolder, SourceFaults faults) {
        this.limits = limits;
        this.hasFolder = hasFolder;
        this.faults = faults;
        this.check = new ImageCheck(limits.imagePixels());
    }

    /**
     * The images of rows that are such; what is wrong with the others is noted.
     *
     * @return as many as there are rows, if nothing is wrong
     */
    List<IngestedImage> scan(List<ImageRow> rows, CheckListener listener) {
        List<IngestedImage> images = new ArrayList<>(rows.size());
        ExecutorService threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(), DaemonThreads.factory("image-check"));
        try {
            Deque<Future<Looked>> ahead = new ArrayDeque<>();
            int submitted = 0;
            for (int i = 0; i < rows.size(); i++) {
                while (submitted < rows.size() && ahead.size() < AHEAD) {
                    ImageRow row = rows.get(submitted++);
                    ahead.add(threads.submit(() -> look(row)));
                }
                add(rows.get(i), get(ahead.remove()), images);
                listener.checked(i + 1, rows.size());
            }
        } finally {
            threads.shutdownNow();
        }
        return images;
    }

    private static Looked get(Future<Looked> looked) {
        try {
            return looked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionableException("interrupted while images were read", e);
        }
    }

    private void add(ImageRow row, Looked looked, List<IngestedImage> images) {
        if (!looked.fault().isEmpty()) {
            faults.add(row.spot(), "image %s %s".formatted(FieldText.quoted(row.file()), looked.fault()));
            return;
        }
        long seed = row.seed() == null ? seed(looked.encoded().sha256()) : row.seed();
        ImageRow first = keys.putIfAbsent(new Key(row.pair().pairId(), row.method(), row.alpha(), seed), row);
        if (first != null) {
            faults.add(row.spot(), sameKey(row, first));
            return;
        }
        images.add(new IngestedImage(
                row.pair(), row.method(), row.alpha(), seed, row.generator(), row.file(), looked.encoded()));
    }

    /** 63 bits of a checksum. */
    private static long seed(String sha256) {
        return HexFormat.fromHexDigitsToLong(sha256, 0, 16) & Long.MAX_VALUE;
    }

    private static String sameKey(ImageRow row, ImageRow first) {
        String where = first.spot().seenFrom(row.spot());
        return row.seed() == null
                ? "image %s has the bytes of %s %s, for the same texts: leave one of the rows out, or give each a seed"
                        .formatted(FieldText.quoted(row.file()), FieldText.quoted(first.file()), where)
                : "pair %s has method %s, alpha %s and seed %d %s already: give this image another seed"
                        .formatted(row.pair().pairId(), row.method(), row.alpha(), row.seed(), where);
    }

    private Looked look(ImageRow row) {
        try {
            long size = row.location().size();
            if (size > limits.imageBytes()) {
                return fault("has %d bytes, more than the limit of %d (--max-image-bytes): leave the row out"
                        .formatted(size, limits.imageBytes()));
            }
            if (size > IngestSettings.MOST_RECORD_BYTES && !hasFolder) {
                return fault(
                        "has %d bytes, more than the %d that a record holds: name a folder for large images with --image-folder"
                                .formatted(size, IngestSettings.MOST_RECORD_BYTES));
            }
            byte[] bytes = row.location().read(limits.imageBytes());
            ImageCheck.Checked checked = check.check(bytes);
            return new Looked(
                    new IngestedImage.Encoded(
                            Sha256.hex(bytes),
                            bytes.length,
                            checked.format().mediaType(),
                            checked.width(),
                            checked.height()),
                    "");
        } catch (IOException e) {
            return fault("cannot be read (%s): mend the file, or leave the row out".formatted(Reason.of(e)));
        } catch (ImageDecodingException e) {
            return fault(undecodable(row, String.valueOf(e.getMessage())));
        } catch (OutOfMemoryError e) {
            return fault("takes more memory than there is: STEERSCOPE_JAVA_OPTIONS=-Xmx.. gives more");
        }
    }

    private static Looked fault(String text) {
        return new Looked(NONE, text);
    }

    private String undecodable(ImageRow row, String reason) {
        try {
            byte[] bytes = row.location().read(limits.imageBytes());
            String beginning = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.ISO_8859_1)
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (bytes.length == 0) {
                return "is empty: write the file again, or leave the row out";
            }
            if (beginning.startsWith("version https://git-lfs")) {
                return "is a pointer of Git LFS and no image: fetch the image with git lfs pull";
            }
            if (beginning.startsWith("<!doctype html") || beginning.startsWith("<html")) {
                return "is a web page and no image, as where a download was refused: download it again";
            }
        } catch (IOException e) {
            // What was found wrong first is told.
        }
        return "cannot be decoded (%s): write the file again, or leave the row out".formatted(reason);
    }
}
