/**
 * What models read of prompts, before anything is made: each bundle as the tokenizers of its text encoders, and the
 * pairs of an experiment as these see them. Needs no libtorch.
 */
@NullMarked
package io.steerscope.app.prompts;

import org.jspecify.annotations.NullMarked;
