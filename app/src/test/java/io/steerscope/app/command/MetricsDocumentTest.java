package io.steerscope.app.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.steerscope.app.broker.EmbeddedBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The list of metrics in {@code docs/operations.md}, and what the roles show while they do an experiment. */
class MetricsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/operations.md");
    private static final Pattern ROW = Pattern.compile(
            "^\\| `([a-z_*]+)`(\\*?) \\| (\\w*) ?\\| ([^|]*)\\| ([^|]*)\\| ([gsa ]+) \\|", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
    private static final Pattern ADDRESS = Pattern.compile("(http://[^/]+/)");

    @TempDir
    private static Path folder;

    private static final List<Process> PROCESSES = new ArrayList<>();
    private static final Map<String, String> SCRAPES = new TreeMap<>();
    private static EmbeddedBroker broker;

    /** A documented or shown metric of a role, such as {@code steerscope_ready gauge []}. */
    private record Metric(String name, String type, Set<String> labels) {}

    @BeforeAll
    static void scrapeARunOfAllRoles() throws Exception {
        broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        assertThat(CommandOutcome.of("topics", "apply", "--bootstrap-server", broker.bootstrapServers())
                        .status())
                .isZero();
        URI aggregator = start(
                "aggregate",
                "--http-port",
                "0",
                "--state",
                folder.resolve("state").toString());
        URI generator = start("generate", "--metrics-port", "0", "--generator", TestBundles.generator());
        URI scorer = start("score", "--metrics-port", "0", "--scorer", TestBundles.scorer());
        CommandOutcome produce = CommandOutcome.of(
                "produce",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--pairs",
                "src/test/resources/pairs/six.csv",
                "--seeds",
                "3",
                "--alphas",
                "1",
                "--steps",
                "2",
                "--size",
                "64",
                "--methods",
                "lerp",
                "--generator",
                TestBundles.generator(),
                "--scorer",
                TestBundles.scorer());
        assertThat(produce.status()).as(produce.err()).isZero();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> scrape(aggregator).contains("steerscope_experiment_complete{experiment=\"six\"} 1.0"));
        for (int scrape = 1; scrape <= 2; scrape++) { // the first one is an answer that the second one counts
            SCRAPES.put("a", scrape(aggregator));
            SCRAPES.put("g", scrape(generator));
            SCRAPES.put("s", scrape(scorer));
        }
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(Process::destroyForcibly);
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"g", "s", "a"})
    void everyMetricOfARoleIsInTheList(String role) throws IOException {
        // when
        Set<Metric> documented = documented(role, true);

        // then
        assertThat(shown(role)).isNotEmpty().allMatch(metric -> documented.contains(metric), "documented");
        assertThat(others(role))
                .allMatch(name -> documented.stream().anyMatch(metric -> isOf(name, metric.name())), "documented");
    }

    @ParameterizedTest
    @CsvSource({"g", "s", "a"})
    void everyMetricOfTheListIsShownByItsRole(String role) throws IOException {
        // when
        Set<Metric> shown = shown(role);

        // then
        assertThat(documented(role, false))
                .isNotEmpty()
                .allMatch(
                        metric -> shown.contains(metric)
                                || others(role).stream().anyMatch(name -> isOf(name, metric.name())),
                        "shown");
    }

    @Test
    void theNumberOfLinesIsAsTheDocumentSays() {
        // then
        assertThat(SCRAPES.get("a").lines().filter(line -> !line.startsWith("#")))
                .hasSizeLessThan(400);
        assertThat(SCRAPES.get("g").lines().filter(line -> !line.startsWith("#")))
                .hasSizeLessThan(400);
    }

    @Test
    void theWorkersCountTheImagesAndTheScoresOfTheExperiment() {
        // then
        assertThat(SCRAPES.get("g"))
                .contains(
                        "steerscope_worker_emitted_total{worker=\"generator\"} 12.0",
                        "steerscope_worker_batch_records_sum{worker=\"generator\"} 12.0",
                        "steerscope_worker_prepare_seconds_count{worker=\"generator\"} 12");
        assertThat(SCRAPES.get("s")).containsPattern("steerscope_worker_emitted_total\\{worker=\"scorer-.*\"} 12.0");
        assertThat(SCRAPES.get("a")).containsPattern("steerscope_records_taken_total\\{topic=\".*scores\"} 12.0");
    }

    @ParameterizedTest
    @CsvSource({"generate,generator: 12 images", "score,: 12 scores", "aggregate,aggregator: "})
    void theRolesSayWhatTheyDo(String command, String start) {
        // then
        await().untilAsserted(() -> assertThat(Files.readString(folder.resolve(command + ".out")))
                .containsPattern(Pattern.quote(start.substring(0, start.indexOf(':')))
                        + ".*: [1-9][0-9]* (image|score)s? in the last 1 s \\("));
    }

    private static URI start(String command, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                "io.steerscope.app.Steerscope",
                command,
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--report-every",
                "1"));
        line.addAll(List.of(more));
        Path out = folder.resolve(command + ".out");
        PROCESSES.add(new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> ADDRESS.matcher(Files.readString(out)).find());
        Matcher address = ADDRESS.matcher(Files.readString(out));
        assertThat(address.find()).isTrue();
        return URI.create(address.group(1));
    }

    private static String scrape(URI role) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(role.resolve("metrics")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static Set<Metric> documented(String role, boolean withEvents) throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(row -> row.group(6).contains(role)
                        && (withEvents || row.group(2).isEmpty()))
                .map(row -> new Metric(row.group(1), row.group(3), words(row.group(4))))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(String cell) {
        return Pattern.compile("`(\\w+)`")
                .matcher(cell)
                .results()
                .map(word -> word.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOf(String name, String pattern) {
        return pattern.endsWith("*") && name.startsWith(pattern.substring(0, pattern.length() - 1));
    }

    /** Names of the families that are none of Steerscope's own. */
    private static Set<String> others(String role) {
        return types(role)
                .map(family -> family.group(1))
                .filter(name -> !name.startsWith("steerscope_"))
                .collect(Collectors.toSet());
    }

    private static Set<Metric> shown(String role) {
        return types(role)
                .filter(family -> family.group(1).startsWith("steerscope_")
                        && !family.group(1).endsWith("_seconds_max"))
                .map(family -> new Metric(family.group(1), family.group(2), labels(role, family.group(1))))
                .collect(Collectors.toSet());
    }

    private static Stream<MatchResult> types(String role) {
        return TYPE.matcher(SCRAPES.get(role)).results();
    }

    private static Set<String> labels(String role, String family) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("^" + family + "(?:_bucket|_sum|_count)?(?:\\{(.*)})? \\S+$", Pattern.MULTILINE)
                .matcher(SCRAPES.get(role))
                .results()
                .filter(sample -> sample.group(1) != null)
                .flatMap(sample -> LABEL.matcher(sample.group(1)).results())
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .forEach(labels::add);
        return labels;
    }
}
