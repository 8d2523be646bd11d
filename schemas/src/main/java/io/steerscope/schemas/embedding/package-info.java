/** Embeddings as records hold them: bytes, so that no element is an object. */
@NullMarked
package io.steerscope.schemas.embedding;

import org.jspecify.annotations.NullMarked;
