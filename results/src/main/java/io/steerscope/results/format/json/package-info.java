/** The report and its parts as JSON and CSV: canonical, so that equal reports have equal bytes. */
@NullMarked
package io.steerscope.results.format.json;

import org.jspecify.annotations.NullMarked;
