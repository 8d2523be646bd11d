/** Parameters of questions as texts, which every analysis reads in one way. */
@NullMarked
package io.steerscope.results.parameter;

import org.jspecify.annotations.NullMarked;
