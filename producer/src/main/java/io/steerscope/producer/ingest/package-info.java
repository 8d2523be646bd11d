/**
 * Images that were made elsewhere, into the topics in which those of a generator are.
 *
 * <p>The record of the experiment is written first, then the images in transactions that are bounded in number and
 * bytes, each image and its summary in one. Readers see an experiment grow; it is complete when as many images are
 * scored as its record says. All is written under the transactional id of whoever writes about the experiment: a second
 * process fences the first, and what a killed one left open is aborted before anything is read.
 *
 * <p>What is committed is read back, and only what is missing is written. So a command that is repeated, after a crash
 * or with added files, writes nothing twice, and a commit whose answer was lost is found out by reading.
 */
@NullMarked
package io.steerscope.producer.ingest;

import org.jspecify.annotations.NullMarked;
