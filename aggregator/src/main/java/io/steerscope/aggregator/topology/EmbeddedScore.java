package io.steerscope.aggregator.topology;

import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.state.CompactScore;
import io.steerscope.aggregator.state.StoredEmbedding;

/**
 * A score that counts, apart from its embedding.
 *
 * @param score all of it but the embedding
 * @param embedding its embedding, or null if it carries none
 */
record EmbeddedScore(CompactScore score, @Nullable StoredEmbedding embedding) {}
