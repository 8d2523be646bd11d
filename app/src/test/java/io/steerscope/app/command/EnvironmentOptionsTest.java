package io.steerscope.app.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentOptionsTest {

    @Test
    void aVariableIsAsGoodAsTheOption() {
        // when
        CommandOutcome typed = run(Map.of(), "plan", "--n", "12", "--family", "24");
        CommandOutcome set = run(Map.of("STEERSCOPE_N", "12"), "plan", "--family", "24");

        // then
        assertThat(set).isEqualTo(typed);
    }

    @Test
    void theCommandLineGoesBeforeTheVariableOfTheCommandWhichGoesBeforeThatOfAll() {
        // given
        Map<String, String> both = Map.of("STEERSCOPE_N", "7", "STEERSCOPE_PLAN_N", "12");

        // then
        assertThat(run(both, "plan").out()).contains("12 pairs").doesNotContain("7 pairs");
        assertThat(run(both, "plan", "--n=30").out()).contains("30 pairs").doesNotContain("12 pairs");
    }

    @Test
    void aVariableIsForTheCommandsThatHaveTheOption() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_N", "12"), "bundles", "--help");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aCommandOfACommandHasItsOwnVariable() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_TOPICS_PLAN_BOOTSTRAP_SERVER", "nowhere"), "topics", "plan");

        // then
        assertThat(outcome.err()).contains("nowhere");
    }

    @Test
    void aMistakeNamesTheVariable() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_N", "many"), "plan");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).contains("--n is from the environment variable STEERSCOPE_N");
    }

    @Test
    void anOptionOfALongerNameIsAnotherOne() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_POWER", "0.9"), "plan", "--powers=0.9");

        // then
        assertThat(outcome.err()).doesNotContain("environment");
    }

    @Test
    void whatNoCommandHasIsTold() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_BOOTSTRAP_SERVR", "here:9092"), "plan");

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines("steerscope: environment variable STEERSCOPE_BOOTSTRAP_SERVR is no option of"
                        + " any command: did you mean STEERSCOPE_BOOTSTRAP_SERVER?");
    }

    @ParameterizedTest
    @CsvSource({"STEERSCOPE_JAVA_OPTIONS, -Xmx1g", "STEERSCOPE_DEBUG, 1", "HOME, /"})
    void whatIsNoOptionIsLeftAlone(String name, String value) {
        assertThat(run(Map.of(name, value), "plan").err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "false, false", "'', false"})
    void aSwitchIsTrueOrFalse(String value, boolean shown) {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_VERBOSE", value), "analyze", "--margins", "none.csv");

        // then
        assertThat(outcome.err().contains("\tat ")).isEqualTo(shown);
    }

    @Test
    void aSwitchThatIsNeitherIsAMistake() {
        // when
        CommandOutcome outcome = run(Map.of("STEERSCOPE_VERBOSE", "maybe"), "plan");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines("steerscope plan: environment variable STEERSCOPE_VERBOSE must be true or"
                        + " false, is maybe (see steerscope plan --help)");
    }

    @Test
    void anOptionThatMayBeGivenAgainTakesSeveral() {
        // when
        String[] arguments = new EnvironmentOptions(
                        Map.of("STEERSCOPE_SCORER", "first; second", "STEERSCOPE_SEEDS", "0,1"))
                .addedTo(new String[] {"run", "--out", "there"}, SteerscopeCommand.commandLine());

        // then
        assertThat(arguments)
                .containsExactlyInAnyOrder("run", "--scorer=first", "--scorer=second", "--seeds=0,1", "--out", "there")
                .startsWith("run")
                .endsWith("--out", "there");
    }

    @Test
    void aFolderOnTheCommandLineVoidsTheClusterOfTheEnvironment() {
        // when
        CommandOutcome outcome = run(
                Map.of("STEERSCOPE_BOOTSTRAP_SERVER", "nowhere:1", "STEERSCOPE_TOPIC_PREFIX", "lab."),
                "export",
                "--run",
                "no-such-folder",
                "--out",
                "never-made");

        // then
        assertThat(outcome.err()).contains("there is no run in the folder no-such-folder");
    }

    private static CommandOutcome run(Map<String, String> variables, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = SteerscopeCommand.execute(arguments, variables, new PrintWriter(out), new PrintWriter(err));
        return new CommandOutcome(status, out.toString(), err.toString());
    }
}
