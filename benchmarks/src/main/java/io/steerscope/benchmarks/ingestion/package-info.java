/** Sources of images to ingest, what reading them costs by itself, and what became of them. */
@NullMarked
package io.steerscope.benchmarks.ingestion;

import org.jspecify.annotations.NullMarked;
