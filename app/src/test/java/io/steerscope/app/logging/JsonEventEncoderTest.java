package io.steerscope.app.logging;

import java.nio.charset.StandardCharsets;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JsonEventEncoderTest {

    private static final String HOSTILE = "a\n{\"level\":\"ERROR\"}\r\u001B[2J\u2028\u202E\uD800 \"b\\";

    private static final String TOLD = HOSTILE.replace('\uD800', '?');

    private final LoggerContext context = new LoggerContext();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger log = context.getLogger("io.steerscope.worker.Some");

    @BeforeEach
    void listen() {
        events.setContext(context);
        events.start();
        log.addAppender(events);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void keyValuesOfALogCallAreFieldsOfTheirOwn() throws Exception {
        // when
        log.atWarn()
                .addKeyValue("experiment", "demo")
                .addKeyValue("partition", 3)
                .addKeyValue("offset", 17L)
                .addKeyValue("alpha", 0.5)
                .addKeyValue("nan", Double.NaN)
                .addKeyValue("retry", true)
                .addKeyValue("pair", (Object) null)
                .log("A record failed");

        // then
        JsonNode event = only();
        assertThat(event.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(event.get("level").asText()).isEqualTo("WARN");
        assertThat(event.get("logger").asText()).isEqualTo("io.steerscope.worker.Some");
        assertThat(event.get("thread").asText())
                .isEqualTo(Thread.currentThread().getName());
        assertThat(event.get("message").asText()).isEqualTo("A record failed");
        assertThat(event.get("experiment").asText()).isEqualTo("demo");
        assertThat(event.get("partition").isIntegralNumber()).isTrue();
        assertThat(event.get("offset").asLong()).isEqualTo(17);
        assertThat(event.get("alpha").asDouble()).isEqualTo(0.5);
        assertThat(event.get("nan").asText()).isEqualTo("NaN");
        assertThat(event.get("retry").isBoolean()).isTrue();
        assertThat(event.get("pair").asText()).isEqualTo("null");
    }

    @Test
    void hostileTextStaysInItsFieldAndOnItsLine() throws Exception {
        // when
        log.atWarn()
                .addKeyValue(HOSTILE, HOSTILE)
                .setCause(new IllegalStateException(HOSTILE))
                .log(HOSTILE);

        // then
        String line = line();
        assertThat(line.substring(0, line.length() - 1)).matches("[ -~]+");
        assertThat(line).endsWith("}\n");
        JsonNode event = new ObjectMapper().readTree(line);
        assertThat(event.get("message").asText()).isEqualTo(TOLD);
        assertThat(event.get("level").asText()).isEqualTo("WARN");
        assertThat(event.get(TOLD).asText()).isEqualTo(TOLD);
        assertThat(event.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: a")
                .contains("\tat io.steerscope.app.logging.JsonEventEncoderTest.hostileText");
    }

    @Test
    void aKeyWithTheNameOfAFieldTakesNothingFromIt() throws Exception {
        // when
        log.atInfo()
                .addKeyValue("message", "mine")
                .addKeyValue("exception", "none")
                .log("ours");

        // then
        assertThat(only().get("message").asText()).isEqualTo("ours");
        assertThat(only().get("message_").asText()).isEqualTo("mine");
        assertThat(only().get("exception_").asText()).isEqualTo("none");
    }

    @Test
    void aValueThatCannotBeToldDoesNotKeepTheEventFromBeingTold() throws Exception {
        // given
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };

        // when
        log.atInfo().addKeyValue("value", broken).log("told");

        // then
        assertThat(only().get("value").asText()).endsWith("(java.lang.IllegalStateException)");
    }

    private JsonNode only() throws Exception {
        return new ObjectMapper().readTree(line());
    }

    private String line() {
        assertThat(events.list).hasSize(1);
        JsonEventEncoder encoder = new JsonEventEncoder();
        encoder.setContext(context);
        encoder.start();
        return new String(encoder.encode(events.list.get(0)), StandardCharsets.UTF_8);
    }
}
