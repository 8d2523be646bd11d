package io.steerscope.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

import io.steerscope.schemas.text.VisibleText;

/**
 * The word {@code %trace(...)} of a pattern: a stack trace without hidden characters, of which every line is indented.
 * Its own line breaks stay; a message inside that brings more of them cannot look like a line of the log.
 */
public final class VisibleTraceConverter extends CompositeConverter<ILoggingEvent> {

    @Override
    protected String transform(ILoggingEvent event, String in) {
        if (in.isEmpty()) {
            return in;
        }
        StringBuilder trace = new StringBuilder();
        in.lines().forEach(line -> trace.append("    ")
                .append(VisibleText.of(line.replace("\t", "    ")))
                .append(System.lineSeparator()));
        return trace.toString();
    }
}
