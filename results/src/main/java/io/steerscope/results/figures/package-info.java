/** The figures of one scorer and method: estimates, tests, verdicts, and what tokenizers did to the prompts. */
@NullMarked
package io.steerscope.results.figures;

import org.jspecify.annotations.NullMarked;
