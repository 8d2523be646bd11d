package io.steerscope.producer.pairs;

import java.nio.file.Path;
import java.util.Map;

import io.steerscope.schemas.table.Place;

/**
 * A pair set and where it came from, for what is found wrong with it later.
 *
 * @param file the file
 * @param pairs its pairs
 * @param targets where the target of each pair stands, by pair id
 */
public record PairFile(Path file, PairSet pairs, Map<String, Place> targets) {

    /** Copies the map. */
    public PairFile {
        targets = Map.copyOf(targets);
    }
}
