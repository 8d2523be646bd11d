/** The report of an experiment as a document, built from its records. It knows no format; formats know it. */
@NullMarked
package io.steerscope.results.report;

import org.jspecify.annotations.NullMarked;
