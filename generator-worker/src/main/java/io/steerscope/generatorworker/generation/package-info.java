/**
 * From jobs to images: checks a job, runs the pipeline on jobs of equal settings together, encodes the image and puts
 * it where its size belongs. Free of Kafka clients and threads.
 */
@NullMarked
package io.steerscope.generatorworker.generation;

import org.jspecify.annotations.NullMarked;
