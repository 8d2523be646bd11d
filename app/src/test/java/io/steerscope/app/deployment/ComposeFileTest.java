package io.steerscope.app.deployment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.command.SteerscopeCommand;

import static org.assertj.core.api.Assertions.assertThat;

class ComposeFileTest {

    private static final Map<String, Map<String, Object>> SERVICES = DeploymentFiles.services();

    @Test
    void theBrokersAreOfTheVersionOfTheClients() {
        // when
        List<Object> images = new ArrayList<>();
        SERVICES.forEach((name, service) -> {
            if (name.matches("kafka(-\\d)?")) {
                images.add(service.get("image"));
            }
        });

        // then
        assertThat(images).hasSize(3).containsOnly("apache/kafka:" + AppInfoParser.getVersion());
    }

    @Test
    void noImageIsWhateverIsLatest() {
        // then
        assertThat(SERVICES.values()).allSatisfy(service -> assertThat(String.valueOf(service.get("image")))
                .matches("[^:]+:[^:]*\\d[^:]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics", "generator", "scorer", "generator-gpu", "scorer-gpu", "aggregator", "steerscope"})
    void theCommandIsOneOfTheProgram(String name) {
        // given
        List<String> command = DeploymentFiles.list(DeploymentFiles.at(SERVICES.get(name), "command"));

        // when
        var parsed = SteerscopeCommand.commandLine().parseArgs(command.toArray(String[]::new));

        // then
        assertThat(parsed.unmatched()).isEmpty();
    }

    @Test
    void theProducerTakesWhatIsWrittenBehindIt() {
        // given
        List<String> entry = DeploymentFiles.list(DeploymentFiles.at(SERVICES.get("producer"), "entrypoint"));

        // when
        String[] command = entry.subList(1, entry.size()).toArray(String[]::new);
        var parsed = SteerscopeCommand.commandLine().parseArgs(command);

        // then
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("produce");
    }

    @Test
    void everyVariableOfTheProgramIsAnOption() {
        // given
        var names = new TreeSet<String>();
        SERVICES.values().forEach(service -> {
            if (service.get("environment") instanceof Map<?, ?> variables) {
                variables.keySet().forEach(name -> names.add(name.toString()));
            }
        });
        names.removeIf(name -> !name.startsWith("STEERSCOPE_"));

        // when
        var options = new TreeSet<String>();
        SteerscopeCommand.commandLine().getSubcommands().values().forEach(command -> command.getCommandSpec()
                .options()
                .forEach(option -> Arrays.stream(option.names())
                        .filter(name -> name.startsWith("--"))
                        .forEach(name -> options.add("STEERSCOPE_"
                                + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT)))));

        // then
        assertThat(options).containsAll(names);
        assertThat(names).contains("STEERSCOPE_BOOTSTRAP_SERVER", "STEERSCOPE_CONFIG");
    }

    @Test
    void everyRoleIsAskedWhetherItIsReadyAndHasALimitOfMemory() {
        // then
        for (String name : List.of("kafka", "generator", "scorer", "generator-gpu", "scorer-gpu", "aggregator")) {
            assertThat(SERVICES.get(name)).as(name).containsKeys("healthcheck", "mem_limit", "stop_grace_period");
        }
    }

    @Test
    void portsAreOpenToThisMachineAlone() {
        // when
        List<String> ports = new ArrayList<>();
        SERVICES.values().forEach(service -> {
            if (service.get("ports") != null) {
                ports.addAll(DeploymentFiles.list(service.get("ports")));
            }
        });

        // then
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void prometheusScrapesWhatTheRolesServe() {
        // given
        String prometheus = DeploymentFiles.text(DeploymentFiles.PROJECT.resolve("deploy/monitoring/prometheus.yml"));

        // then
        for (String worker : List.of("generator", "scorer")) {
            List<String> command = DeploymentFiles.list(DeploymentFiles.at(SERVICES.get(worker), "command"));
            assertThat(command).contains("--metrics-port=9400");
            assertThat(prometheus).contains(worker).contains("9400");
        }
        assertThat(prometheus).contains("aggregator").contains("8080");
    }
}
