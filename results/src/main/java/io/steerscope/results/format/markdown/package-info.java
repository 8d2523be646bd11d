/** The report as Markdown. */
@NullMarked
package io.steerscope.results.format.markdown;

import org.jspecify.annotations.NullMarked;
