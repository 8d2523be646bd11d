package io.steerscope.benchmarks.scoring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImageData;

/** Records about the PNG files of a folder, in the order of their names. The seed of a record is its position. */
final class ImageRecords {

    /** The two texts of every image; Python's side has the same. */
    static final String SOURCE = "a photo of a red car in the rain";

    static final String TARGET = "a photo of a blue car in the sun";

    private ImageRecords() {}

    /**
     * @param count records; files are used again if there are fewer
     * @param inline whether a record holds the image or names its file
     */
    static List<GeneratedImage> of(Path folder, int count, boolean inline) throws IOException {
        List<Path> files;
        try (Stream<Path> entries = Files.list(folder)) {
            files = entries.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .toList();
        }
        List<GeneratedImage> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Path file = files.get(i % files.size());
            byte[] bytes = Files.readAllBytes(file);
            ImageData data = new ImageData(
                    inline ? ByteBuffer.wrap(bytes) : null,
                    inline ? null : file.toUri().toString(),
                    Sha256.hex(bytes),
                    "image/png",
                    1,
                    1);
            records.add(new GeneratedImage(
                    new Identity("benchmark", "pair", "lerp", 0.5, (long) i),
                    "benchmark",
                    SOURCE,
                    TARGET,
                    null,
                    data,
                    new GeneratorSettings("none", "euler", 1, 1.0, null, 1, 1, null),
                    new GeneratorStamp("none", "0".repeat(64), "0", 0.0, null),
                    false,
                    Instant.EPOCH,
                    null));
        }
        return records;
    }
}
