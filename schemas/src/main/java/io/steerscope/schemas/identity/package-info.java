/**
 * What is measured, and the string keys that name it in every topic.
 *
 * <p>A key is a function of the thing it names alone: redoing a job, an image or a score writes the same key again and
 * so overwrites, never adds. Keys are text, so that any Kafka tool can show them.
 */
@NullMarked
package io.steerscope.schemas.identity;

import org.jspecify.annotations.NullMarked;
