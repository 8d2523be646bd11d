/**
 * From a plan to Kafka, once.
 *
 * <p>The jobs of an experiment and, last, its {@code Experiment} record are written in one transaction. Readers with
 * {@code isolation.level=read_committed} therefore see either nothing of an experiment or all of it, and an
 * {@code Experiment} record that can be seen proves that every job was written: producing the experiment again looks
 * for that record and, if its design is the same, writes nothing. It need not read the jobs back, which may have left
 * the topic by then.
 *
 * <p>The transactional id names the experiment, so that of two processes that produce the same one at the same time,
 * the broker fences the older, and what a killed process left open is aborted at once by the next. Only then does the
 * next look for the record; hence no two can both find it missing and both commit.
 *
 * <p>The record goes last since the transaction holds back the readers of each partition from its first record there to
 * its end, and {@code experiments} is shared by all experiments.
 *
 * <p>An order to cancel is written under the same transactional id. An experiment that was cancelled is taken up again
 * by producing its design once more: its jobs that have neither an image nor a failure are written again, as of the
 * last order that is in force, together with a record that ends the order. Producing it a third time finds that record
 * and writes nothing, though jobs may still be open.
 */
@NullMarked
package io.steerscope.producer.publish;

import org.jspecify.annotations.NullMarked;
