package io.steerscope.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.activity.ActivityLine;
import io.steerscope.app.logging.EventWriter;

import static java.time.Clock.systemUTC;
import static org.assertj.core.api.Assertions.assertThat;

/** What commands say on standard error under {@code --log-format}. */
class LogFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--log-format json report --bootstrap-server 127.0.0.1:1 --experiment",
                "report --log-format=JSON --no-such-option",
                "report --log-format json --format nonsense"
            })
    void aMistakeInTheOptionsIsAnEventOnOneLine(String line) throws Exception {
        // when
        int status = execute(Map.of(), line.split(" "));

        // then
        assertThat(status).isEqualTo(2);
        JsonNode event = event();
        assertThat(event.get("level").asText()).isEqualTo("ERROR");
        assertThat(event.get("message").asText())
                .startsWith("steerscope report: ")
                .endsWith("--help)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STEERSCOPE_LOG_FORMAT", "STEERSCOPE_AGGREGATE_LOG_FORMAT"})
    void theFormatCanComeFromTheEnvironmentAndWhyARoleEndsIsAnEvent(String variable) throws Exception {
        // when
        int status = execute(
                Map.of(variable, "json"),
                "aggregate",
                "--verbose",
                "--bootstrap-server",
                "127.0.0.1:1",
                "--http-host",
                "localhostx.invalid");

        // then
        assertThat(status).isEqualTo(1);
        assertThat(event().get("message").asText())
                .contains("localhostx.invalid")
                .contains("is no address");
        assertThat(event().get("exception").asText()).contains("\tat io.steerscope");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() {
        // when
        int status =
                execute(Map.of("STEERSCOPE_LOG_FORMAT", "json"), "report", "--log-format", "text", "--no-such-option");

        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("steerscope report: ");
    }

    @Test
    void aFormatThatThereIsNotIsAMistakeInALineForPeople() {
        // when
        int status = execute(Map.of(), "report", "--log-format", "xml", "--experiment", "x");

        // then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().strip().lines()).singleElement().asString().contains("--log-format", "xml");
    }

    @Test
    void whatIsToldOfTheEnvironmentBeforeAnythingIsParsedIsAnEvent() throws Exception {
        // when
        execute(Map.of("STEERSCOPE_LOG_FORMAT", "json", "STEERSCOPE_NONSENSE", "1"), "--version");

        // then
        assertThat(event().get("message").asText()).contains("STEERSCOPE_NONSENSE");
        assertThat(event().get("level").asText()).isEqualTo("INFO");
        assertThat(out.toString()).startsWith("steerscope ");
    }

    @Test
    void theLinesOfARoleAreEventsWithTheirFigures() throws Exception {
        // given
        EventWriter events = new EventWriter(new PrintWriter(err, true), systemUTC());

        // when
        new RoleOutput(events).say(new ActivityLine("generator: 1 image", Map.of("done", 1L, "role", "generator")));

        // then
        assertThat(event().get("message").asText()).isEqualTo("generator: 1 image");
        assertThat(event().get("done").asLong()).isEqualTo(1);
        assertThat(event().get("role").asText()).isEqualTo("generator");
    }

    private int execute(Map<String, String> environment, String... arguments) {
        return SteerscopeCommand.execute(
                arguments, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private JsonNode event() throws Exception {
        List<String> lines = err.toString().lines().toList();
        assertThat(lines).hasSize(1);
        return JSON.readTree(lines.get(0));
    }
}
