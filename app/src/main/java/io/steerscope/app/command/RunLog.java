package io.steerscope.app.command;

import java.nio.file.Path;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import org.slf4j.LoggerFactory;

import io.steerscope.app.logging.VisibleConverter;
import io.steerscope.app.logging.VisibleTraceConverter;

/** While it is open, log lines go to a file, and the terminal is left to the progress display. */
final class RunLog implements AutoCloseable {

    private static final String PATTERN =
            "%d{ISO8601} %-5level [%visible(%thread)] %logger{30} %visible(%msg %kvp{NONE}){line}%n%trace(%rEx)";

    private final Path file;
    private final LoggerContext context;
    private final FileAppender<ILoggingEvent> appender = new FileAppender<>();

    private RunLog(Path file, LoggerContext context) {
        this.file = file;
        this.context = context;
    }

    /** Appends to {@code file} from now on. */
    static RunLog open(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        RunLog log = new RunLog(file, context);
        log.open();
        return log;
    }

    private void open() {
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("visible", VisibleConverter::new);
        layout.getInstanceConverterMap().put("trace", VisibleTraceConverter::new);
        layout.setPattern(PATTERN);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setName("RUN");
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        root().addAppender(appender);
        kafkaLevel(Level.WARN);
        quietConsole(Level.OFF);
    }

    /** The file. */
    Path file() {
        return file;
    }

    @Override
    public void close() {
        quietConsole(Level.WARN);
        kafkaLevel(Level.ERROR);
        root().detachAppender(appender);
        appender.stop();
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private void kafkaLevel(Level level) {
        context.getLogger("org.apache.kafka").setLevel(level);
        context.getLogger("kafka").setLevel(level);
    }

    /** A failure that ends the run is told by the command itself. */
    private void quietConsole(Level level) {
        Appender<ILoggingEvent> console = root().getAppender("CONSOLE");
        if (console instanceof ConsoleAppender<ILoggingEvent>) {
            console.clearAllFilters();
            ThresholdFilter filter = new ThresholdFilter();
            filter.setLevel(level.toString());
            filter.start();
            console.addFilter(filter);
        }
    }
}
