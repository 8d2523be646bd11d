package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Text from records, files and brokers in the log of a run. */
class RunLogTest {

    private static final Logger LOG = LoggerFactory.getLogger(RunLogTest.class);
    private static final String FORGED = "a\n2026-01-01 00:00:00,000 ERROR [main] forged\u001B[2J\u202Eb";

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("try") // the log only has to be open
    void textFromOutsideForgesNoLineAndMovesNoCursor() throws Exception {
        // given
        Path file = folder.resolve("run.log");

        // when
        try (RunLog log = RunLog.open(file)) {
            LOG.warn("{}", FORGED);
            LOG.atWarn().addKeyValue("key", FORGED).log("A record was refused");
            LOG.atWarn().setCause(new IllegalStateException(FORGED)).log("With a trace");
        }

        // then
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).noneMatch(line -> line.startsWith("2026-01-01"));
        assertThat(lines).filteredOn(line -> line.matches("\\d{4}-.*")).hasSize(3);
        assertThat(lines.get(0)).endsWith("a\\u000A2026-01-01 00:00:00,000 ERROR [main] forged\\u001B[2J\\u202Eb");
        assertThat(lines.get(1)).contains("A record was refused key=a\\u000A2026-01-01");
        assertThat(lines.get(3)).startsWith("    java.lang.IllegalStateException: a");
        assertThat(String.join("", lines)).doesNotContain("\u001B", "\u202E");
    }

    @Test
    void aFailureOnTheTerminalShowsWhatIsHidden() {
        // when
        CommandOutcome outcome = CommandOutcome.of("report", "--bootstrap-server", "h\u001B[2J:1", "--experiment", "x");
        CommandOutcome option = CommandOutcome.of("report", "--experiment", "x", "--no-such\u001B[2J");

        // then
        assertThat(outcome.err()).contains("\\u001B").doesNotContain("\u001B");
        assertThat(option.err()).contains("\\u001B").doesNotContain("\u001B");
        assertThat(outcome.err().strip().lines()).hasSize(1);
    }
}
