/** Bundles and reference data shared by the tests. */
@NullMarked
package io.steerscope.inference;

import org.jspecify.annotations.NullMarked;
