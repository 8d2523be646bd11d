/**
 * The final report: pure functions from scores and failures to figures, JSON, table, page and CSV.
 *
 * <p>A report holds no time, host, path or order of arrival. Equal scores give equal bytes.
 */
@NullMarked
package io.steerscope.aggregator.report;

import org.jspecify.annotations.NullMarked;
