/** The report as a page: HTML with inline style and SVG, without scripts. */
@NullMarked
package io.steerscope.results.format.html;

import org.jspecify.annotations.NullMarked;
