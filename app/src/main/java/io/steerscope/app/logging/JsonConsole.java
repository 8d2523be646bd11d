package io.steerscope.app.logging;

import java.lang.Thread.UncaughtExceptionHandler;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While it is open, the log on standard error consists of JSON events, those of threads that die included. */
public final class JsonConsole implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonConsole.class);

    private final @Nullable ConsoleAppender<ILoggingEvent> console;
    private final @Nullable Encoder<ILoggingEvent> before;
    private final @Nullable UncaughtExceptionHandler handlerBefore;

    private JsonConsole(@Nullable ConsoleAppender<ILoggingEvent> console) {
        this.console = console;
        this.before = console == null ? null : console.getEncoder();
        this.handlerBefore = Thread.getDefaultUncaughtExceptionHandler();
    }

    /** Begins. */
    public static JsonConsole open() {
        JsonConsole open = new JsonConsole(console());
        if (open.console != null) {
            JsonEventEncoder encoder = new JsonEventEncoder();
            encoder.setContext(open.console.getContext());
            encoder.start();
            open.console.setEncoder(encoder);
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> LOG.atError()
                .addKeyValue("of", thread.getName())
                .setCause(failure)
                .log("A thread died"));
        return open;
    }

    @Override
    public void close() {
        if (console != null && before != null) {
            console.setEncoder(before);
        }
        Thread.setDefaultUncaughtExceptionHandler(handlerBefore);
    }

    @SuppressWarnings("unchecked") // appenders of Logback take its events
    private static @Nullable ConsoleAppender<ILoggingEvent> console() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("CONSOLE")
                                instanceof ConsoleAppender<?> appender
                ? (ConsoleAppender<ILoggingEvent>) appender
                : null;
    }
}
