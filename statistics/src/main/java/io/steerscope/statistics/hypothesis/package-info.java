/**
 * Tests of one sample against 0 and the correction of p-values for a family of tests. "Greater" is the alternative that
 * the location is above 0. A test that a sample does not determine is empty, never NaN.
 */
@NullMarked
package io.steerscope.statistics.hypothesis;

import org.jspecify.annotations.NullMarked;
