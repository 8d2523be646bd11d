package io.steerscope.producer.ingest;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

import io.steerscope.foundation.checksum.Sha256;

/**
 * The texts that images were made of.
 *
 * @param pairId id of the pair
 * @param category what the pair changes, or a group of prompts
 * @param source prompt of the source concept; empty where there is none
 * @param target prompt of the target concept, or the prompt alone
 */
public record IngestedPair(String pairId, String category, String source, String target) {

    /** SHA-256 of pairs in the canonical form of {@link io.steerscope.producer.pairs.PairSet#sha256}. */
    static String sha256(Collection<IngestedPair> pairs) {
        return Sha256.hex(pairs.stream()
                .sorted(Comparator.comparing(IngestedPair::pairId))
                .map(pair -> String.join("\t", pair.pairId(), pair.category(), pair.source(), pair.target()) + "\n")
                .collect(Collectors.joining()));
    }
}
