package io.steerscope.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

import io.steerscope.schemas.text.VisibleText;

/**
 * The word {@code %visible(...)} of a pattern (followed by an option where another word follows at once): what stands
 * inside, on one line and without hidden characters. Messages and values bring text of records, files and brokers,
 * which could otherwise forge lines and move the cursor of a terminal.
 */
public final class VisibleConverter extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String in) {
        return VisibleText.of(in.strip());
    }
}
