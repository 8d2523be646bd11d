/** Prompts to token ids, equal to those of Hugging Face transformers. */
@NullMarked
package io.steerscope.inference.tokenize;

import org.jspecify.annotations.NullMarked;
