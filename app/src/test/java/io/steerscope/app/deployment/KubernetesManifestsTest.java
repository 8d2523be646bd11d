package io.steerscope.app.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.app.command.SteerscopeCommand;
import io.steerscope.generatorworker.worker.GeneratorWorkerSettings;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.scorerworker.worker.ScorerWorkerSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The manifests against the models of the Kubernetes API, and against the code. */
class KubernetesManifestsTest {

    /** Whether a document is one of its kind: no field that there is not, none missing that is required. */
    private interface Validation {
        void of(JsonElement document) throws IOException;
    }

    private static final Map<String, Validation> KINDS = Map.of(
            "ConfigMap", V1ConfigMap::validateJsonElement,
            "Deployment", V1Deployment::validateJsonElement,
            "Job", V1Job::validateJsonElement,
            "PersistentVolumeClaim", V1PersistentVolumeClaim::validateJsonElement,
            "PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "Secret", V1Secret::validateJsonElement,
            "Service", V1Service::validateJsonElement,
            "ServiceAccount", V1ServiceAccount::validateJsonElement,
            "StatefulSet", V1StatefulSet::validateJsonElement);

    private static final List<String> BEYOND_THE_API = List.of("Kustomization", "Component", "ScaledObject");

    private static void validate(Map<String, Object> document) throws IOException {
        String kind = String.valueOf(document.get("kind"));
        if (!BEYOND_THE_API.contains(kind)) {
            assertThat(KINDS).containsKey(kind);
            KINDS.get(kind).of(new Gson().toJsonTree(document));
        }
    }

    private static List<Map<String, Object>> all() throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(DeploymentFiles.KUBERNETES)) {
            files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .forEach(file -> documents.addAll(DeploymentFiles.documents(DeploymentFiles.text(file))));
        }
        return documents;
    }

    /** The containers of all pods, patches among them. */
    private static List<Map<String, Object>> containers() throws IOException {
        List<Map<String, Object>> containers = new ArrayList<>();
        for (Map<String, Object> document : all()) {
            if (List.of("Deployment", "Job", "StatefulSet").contains(document.get("kind"))) {
                containers.addAll(
                        DeploymentFiles.list(DeploymentFiles.at(document, "spec", "template", "spec", "containers")));
            }
        }
        return containers;
    }

    @Test
    void everyManifestIsOneOfItsKind() throws IOException {
        // then
        for (Map<String, Object> document : DeploymentFiles.documents(String.join("\n---\n", baseTexts()))) {
            validate(document);
        }
    }

    private static List<String> baseTexts() throws IOException {
        try (Stream<Path> files = Files.walk(DeploymentFiles.KUBERNETES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    // patches are parts of manifests
                    .filter(file -> !file.toString().contains("overlays") || file.endsWith("bundles.yaml"))
                    .sorted()
                    .map(DeploymentFiles::text)
                    .toList();
        }
    }

    @Test
    void aFieldThatThereIsNotWouldBeFound() throws IOException {
        // given
        Map<String, Object> document =
                DeploymentFiles.manifests("base", "Deployment").get(0);
        DeploymentFiles.map(DeploymentFiles.at(document, "spec", "template", "spec"))
                .put("terminationGracePeriod", 30);

        // then
        assertThatThrownBy(() -> validate(document)).hasMessageContaining("terminationGracePeriod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overlays/cpu", "overlays/gpu", "overlays/autoscaled", "experiment"})
    void whatKustomizeMakesOfAnOverlayIsValid(String overlay) throws IOException, InterruptedException {
        // given
        assumeTrue(hasKustomize(), "no kustomize on the path of this machine");
        Process build = new ProcessBuilder(
                        "kustomize",
                        "build",
                        DeploymentFiles.KUBERNETES.resolve(overlay).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        // when
        String yaml = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(build.waitFor()).isZero();
        for (Map<String, Object> document : DeploymentFiles.documents(yaml)) {
            validate(document);
        }
    }

    private static boolean hasKustomize() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kustomize")));
    }

    @Test
    void argumentsAreThoseOfTheProgram() throws IOException {
        // then
        for (Map<String, Object> container : containers()) {
            List<String> arguments = DeploymentFiles.list(container.get("args"));
            String[] command = arguments.stream()
                    .map(argument -> argument.replace("$(POD_NAME)", "aggregator-0"))
                    .toArray(String[]::new);
            assertThat(SteerscopeCommand.commandLine().parseArgs(command).unmatched())
                    .isEmpty();
        }
    }

    @Test
    void portsAreThoseThatTheArgumentsOpen() {
        for (Map<String, Object> document : DeploymentFiles.manifests("base", "Deployment")) {
            assertPort(document, "--metrics-port=");
        }
        assertPort(DeploymentFiles.manifests("base", "StatefulSet").get(0), "--http-port=");
    }

    private static void assertPort(Map<String, Object> document, String option) {
        Map<String, Object> container = DeploymentFiles.<Map<String, Object>>list(
                        DeploymentFiles.at(document, "spec", "template", "spec", "containers"))
                .get(0);
        Map<String, Object> port = DeploymentFiles.<Map<String, Object>>list(container.get("ports"))
                .get(0);
        assertThat(DeploymentFiles.<String>list(container.get("args"))).contains(option + port.get("containerPort"));
    }

    @Test
    void aggregatorsReachEachOtherByTheHeadlessService() {
        // given
        Map<String, Object> set =
                DeploymentFiles.manifests("base", "StatefulSet").get(0);
        Object service = DeploymentFiles.at(set, "spec", "serviceName");

        // when
        Map<String, Object> headless = DeploymentFiles.manifests("base", "Service").stream()
                .filter(candidate ->
                        DeploymentFiles.at(candidate, "metadata", "name").equals(service))
                .findFirst()
                .orElseThrow();

        // then
        assertThat(DeploymentFiles.at(headless, "spec", "clusterIP")).isEqualTo("None");
        assertThat(set.toString()).contains("--advertised-host=$(POD_NAME)." + service);
    }

    @Test
    void lagIsThatOfTheGroupsAndTopicsOfTheStages() {
        // given
        TopicCatalogue topics = TopicCatalogue.defaults();
        Map<String, Map<String, Object>> triggers = new TreeMap<>();
        for (Map<String, Object> scaled : DeploymentFiles.manifests("components/keda", "ScaledObject")) {
            Map<String, Object> trigger = DeploymentFiles.<Map<String, Object>>list(
                            DeploymentFiles.at(scaled, "spec", "triggers"))
                    .get(0);
            triggers.put(
                    DeploymentFiles.at(scaled, "spec", "scaleTargetRef", "name").toString(),
                    DeploymentFiles.map(trigger.get("metadata")));
        }
        String scorer = DeploymentFiles.manifests("overlays/gpu", "Deployment").stream()
                .filter(patch -> DeploymentFiles.at(patch, "metadata", "name").equals("scorer"))
                .map(String::valueOf)
                .findFirst()
                .orElseThrow();

        // then
        assertThat(triggers.get("generator"))
                .containsEntry("consumerGroup", GeneratorWorkerSettings.groupId(topics))
                .containsEntry("topic", topics.jobs().name());
        assertThat(triggers.get("scorer"))
                .containsEntry("consumerGroup", ScorerWorkerSettings.groupId(topics, "clip-vit-base-patch32"))
                .containsEntry("topic", topics.images().name());
        assertThat(scorer).contains("--scorer=/bundles/clip-vit-base-patch32");
    }

    @Test
    void podsRunWithoutRightsAndEndInTheirTime() throws IOException {
        // then
        for (Map<String, Object> container : containers()) {
            boolean isPartOfAnother = !container.containsKey("envFrom") && !container.containsKey("securityContext");
            if (!isPartOfAnother) {
                assertThat(DeploymentFiles.<Object>map(container.get("securityContext")))
                        .containsEntry("readOnlyRootFilesystem", true)
                        .containsEntry("allowPrivilegeEscalation", false);
                assertThat(container).containsKey("resources");
            }
        }
        assertThat(DeploymentFiles.manifests("base", "Deployment")).allSatisfy(document -> {
            assertThat((Integer)
                            DeploymentFiles.at(document, "spec", "template", "spec", "terminationGracePeriodSeconds"))
                    .isGreaterThanOrEqualTo(120);
            assertThat(DeploymentFiles.at(document, "spec", "template", "spec", "securityContext", "runAsNonRoot"))
                    .isEqualTo(true);
        });
    }
}
