/**
 * A whole experiment on one machine: {@link io.steerscope.app.experiment.ExperimentRun} starts the embedded broker and
 * every stage in this process, watches them, and writes the results.
 *
 * <p>A run folder holds
 *
 * <pre>
 * run.json      the design that the folder is for, written first; another design is refused
 * broker/       the embedded broker: jobs, images, scores, and how far each stage has come
 * state/        state stores of the aggregator
 * logs/         the log of every run
 * images/       category/pair_method_aALPHA_sSEED.png
 * figures/, tables/    every figure of the report as SVG, every table as CSV; report.html links to them
 * margins.csv, report.html, report.md, report.txt, report.json    the results; report.json is written last and says:
 *               finished
 * </pre>
 *
 * <p>Everything that counts is in the broker's log, written in transactions, so a run that ends at any moment, however
 * it ends, continues where it was when it is started again, and arrives at the same bytes.
 */
@NullMarked
package io.steerscope.app.experiment;

import org.jspecify.annotations.NullMarked;
