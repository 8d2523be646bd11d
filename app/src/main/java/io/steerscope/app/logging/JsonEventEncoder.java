package io.steerscope.app.logging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as lines of JSON, of which the key-values of the log call are fields. Logback's own encoder puts them into
 * a list of objects of one field each, which tools for logs cannot ask for by name.
 */
final class JsonEventEncoder extends EncoderBase<ILoggingEvent> {

    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = EventJson.line(
                Instant.ofEpochMilli(event.getTimeStamp()),
                event.getLevel().toString(),
                event.getLoggerName(),
                event.getThreadName(),
                String.valueOf(event.getFormattedMessage()),
                fields(event.getKeyValuePairs()),
                trace(event.getThrowableProxy()));
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> fields(@Nullable List<KeyValuePair> pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, pair.value == null ? "null" : pair.value));
        }
        return fields;
    }

    private static @Nullable String trace(@Nullable IThrowableProxy failure) {
        return failure == null ? null : ThrowableProxyUtil.asString(failure).strip();
    }
}
