/**
 * Arithmetic of embeddings from files: vectors of words, questions and relations are read, and what was found is shown.
 */
@NullMarked
package io.steerscope.app.analogies;

import org.jspecify.annotations.NullMarked;
