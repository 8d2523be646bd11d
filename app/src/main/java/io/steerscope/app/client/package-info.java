/**
 * Kafka client properties as people give them, checked before any client sees them: a mistake is one line that names
 * what to change, and not a client that retries, connects in plain text, or fails with the message of its outermost
 * layer.
 */
@NullMarked
package io.steerscope.app.client;

import org.jspecify.annotations.NullMarked;
