/**
 * Dead letters as an operator works with them: which there are, what is in one, and putting their records back.
 *
 * <p>{@link io.steerscope.aggregator.deadletter.DeadLetterBook} reads the topic without the bytes of the records, which
 * may be gigabytes. {@link io.steerscope.aggregator.deadletter.LetterRetry} writes a record to its topic and the note
 * that its letter was retried to the topic of dead letters, both in one transaction; what has such a note is never put
 * back again.
 */
@NullMarked
package io.steerscope.aggregator.deadletter;

import org.jspecify.annotations.NullMarked;
