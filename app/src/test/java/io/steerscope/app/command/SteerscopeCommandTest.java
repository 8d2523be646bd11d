package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class SteerscopeCommandTest {

    static Stream<List<String>> everyCommand() {
        List<List<String>> names = new ArrayList<>();
        collect(SteerscopeCommand.commandLine(), List.of(), names);
        return names.stream();
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> names) {
        names.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, names);
        });
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandExplainsItself(List<String> command) {
        // given
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        // when
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));

        // then
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("Usage: steerscope " + String.join(" ", command).strip());
        assertThat(outcome.out()).contains("--help").contains("Exit status:");
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void anUnknownOptionIsWrongUsageOnOneLine(List<String> command) {
        // given
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--no-such-option");

        // when
        CommandOutcome outcome = CommandOutcome.of(arguments.toArray(String[]::new));

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip().lines()).hasSize(1);
    }

    @Test
    void everyCommandOfTheContractExists() {
        // when
        var commands = SteerscopeCommand.commandLine().getSubcommands();

        // then
        assertThat(commands)
                .containsOnlyKeys(
                        "run",
                        "view",
                        "produce",
                        "ingest",
                        "generate",
                        "score",
                        "aggregate",
                        "broker",
                        "cancel",
                        "dead-letters",
                        "rescore",
                        "report",
                        "compare",
                        "export",
                        "analyze",
                        "diversity",
                        "geometry",
                        "select",
                        "analogies",
                        "differences",
                        "image",
                        "clip",
                        "embed",
                        "plan",
                        "topics",
                        "bundles",
                        "completion");
    }

    @Test
    void noCommandIsWrongUsage() {
        // when
        CommandOutcome outcome = CommandOutcome.of();

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualToIgnoringNewLines("steerscope: a command is needed (see steerscope --help)");
    }

    @Test
    void aNegativeNumberOfReplicasIsRefusedBeforeAnyBrokerIsAsked() {
        // when
        CommandOutcome outcome =
                CommandOutcome.of("aggregate", "--bootstrap-server", "none:1", "--standby-replicas=-1");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("--standby-replicas must not be negative, is -1");
    }

    @Test
    void aMisspeltCommandIsCorrected() {
        // when
        CommandOutcome outcome = CommandOutcome.of("analyse");

        // then
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("did you mean analyze");
    }

    @Test
    void aFailureIsOneLineAndVerboseAddsTheTrace(@TempDir Path folder) {
        // given
        String missing = folder.resolve("none.csv").toString();

        // when
        CommandOutcome quiet = CommandOutcome.of("analyze", "--margins", missing);
        CommandOutcome verbose = CommandOutcome.of("analyze", "--margins", missing, "--verbose");

        // then
        assertThat(quiet.status()).isEqualTo(1);
        assertThat(quiet.err())
                .isEqualToIgnoringNewLines("steerscope analyze: " + missing + ": no such file or folder");
        assertThat(verbose.err()).contains("\tat io.steerscope.app");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsSaidSo() {
        // when
        CommandOutcome outcome = CommandOutcome.of("topics", "plan");

        // then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.err()).contains("--bootstrap-server");
    }

    @Test
    void rescoringNeedsEitherAFolderOfARunOrACluster(@TempDir Path folder) {
        // when
        CommandOutcome none = rescore("--run", folder.resolve("none").toString());
        CommandOutcome noRun = rescore("--run", folder.toString());
        CommandOutcome both = rescore("--run", folder.toString(), "--bootstrap-server", "localhost:1");
        CommandOutcome foreign = rescore("--run", folder.toString(), "--instance", "a");

        // then
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err().strip().lines()).singleElement().asString().contains("there is no folder", "--run DIR");
        assertThat(noRun.status()).isEqualTo(1);
        assertThat(noRun.err().strip())
                .isEqualTo("steerscope rescore: " + folder
                        + " is not the folder of a run: it holds no run.json; name the --out of a run");
        assertThat(both.status()).isEqualTo(2);
        assertThat(both.err()).contains("not both");
        assertThat(foreign.status()).isEqualTo(2);
        assertThat(foreign.err()).contains("--instance is for a cluster");
        assertThat(folder).isEmptyDirectory();
    }

    private static CommandOutcome rescore(String... options) {
        List<String> arguments = new ArrayList<>(List.of("rescore", "--scorer", TestBundles.otherScorer()));
        arguments.addAll(List.of(options));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    @Test
    void aFolderWithoutBundlesIsSaidSo(@TempDir Path folder) {
        // when
        CommandOutcome list = CommandOutcome.of("bundles", "list", "--folder", folder.toString());
        CommandOutcome verify = CommandOutcome.of("bundles", "verify", folder.toString());

        // then
        assertThat(list.status()).isEqualTo(1);
        assertThat(list.err()).contains(folder + " holds no bundle");
        assertThat(verify.status()).isEqualTo(1);
        assertThat(verify.err()).contains("is not a model bundle").doesNotContain("\tat ");
    }
}
