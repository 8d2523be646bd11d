/**
 * Which records of the input topics count, in one place for the live path and for reports read from the topics.
 *
 * <p>A record comes as bytes. {@link io.steerscope.results.intake.RecordAcceptance} looks at its sizes before it
 * decodes anything, decodes it, and holds it against the rule of its topic: the key has to be the record's own, numbers
 * have to be possible, texts have to be within {@link io.steerscope.schemas.limit.RecordLimits}. So what passes can be
 * stored, and every question about it can be answered. Only a record of a newer release throws, since no record is to
 * blame then.
 *
 * <p>{@link io.steerscope.results.intake.Designs} keeps what the small compacted topics of designs, orders and reports
 * hold, and {@link io.steerscope.results.intake.TopicReport} reads a whole experiment from its topics by
 * {@link io.steerscope.results.intake.TopicReading} and {@link io.steerscope.results.intake.LastRecords}, as whoever
 * else needs topics whole.
 */
@NullMarked
package io.steerscope.results.intake;

import org.jspecify.annotations.NullMarked;
