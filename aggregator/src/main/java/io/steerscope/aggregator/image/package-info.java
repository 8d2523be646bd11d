/**
 * The pixels of scored images, read one by one from the topic of images.
 *
 * <p>A score says in which partition and at which offset the record of its image is, and what SHA-256 the encoded image
 * has. So one record is fetched by its position, without an index and without reading the topic, and nothing is shown
 * that was not scored: key and checksum are compared first.
 *
 * <p>Topics are not kept for ever, nor are the files that records name, so an image may be gone: an outcome, not an
 * error. A cluster that does not answer is a {@link io.steerscope.aggregator.query.StateUnavailableException}.
 */
@NullMarked
package io.steerscope.aggregator.image;

import org.jspecify.annotations.NullMarked;
