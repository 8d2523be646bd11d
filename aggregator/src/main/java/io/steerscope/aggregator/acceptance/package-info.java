/**
 * Which records of the input topics count, in one place for the live path and for reports read from the topics.
 *
 * <p>A record comes as bytes. {@link io.steerscope.aggregator.acceptance.RecordAcceptance} looks at its sizes before it
 * decodes anything, decodes it, and holds it against the rule of its topic: the key has to be the record's own, numbers have
 * to be possible, texts have to be within {@link io.steerscope.schemas.limit.RecordLimits}. So what passes can be stored,
 * and every question about it can be answered. Only a record of a newer release throws, since no record is to blame then.
 */
@NullMarked
package io.steerscope.aggregator.acceptance;

import org.jspecify.annotations.NullMarked;
