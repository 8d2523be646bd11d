package io.steerscope.dashboardtests;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import io.steerscope.aggregator.http.HttpApi;
import io.steerscope.aggregator.image.ImageContent;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.query.ExperimentLooks;
import io.steerscope.aggregator.query.LiveStatistics;
import io.steerscope.aggregator.topology.StoppedScores;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.results.Edited;
import io.steerscope.results.EmbeddedExperiment;
import io.steerscope.results.ImageExperiment;
import io.steerscope.results.MethodsExperiment;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Analyses;
import io.steerscope.results.report.GoldenExperiment;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.PartitionEnd;
import io.steerscope.schemas.record.SkipReason;
import io.steerscope.schemas.record.SkippedJob;

/**
 * The golden experiment as it runs: real topology, real HTTP interface, no broker. Its 3,600 scores arrive item by item
 * in a seeded random order, one a second.
 */
final class LiveExperiment implements AutoCloseable {

    static final String ID = GoldenExperiment.ID;
    static final int THIRD = 1_200;
    static final int ALL = 3_600;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final byte[] GREY = greyImage();

    private final TopologyFixture topology = new TopologyFixture();
    private final LiveStatistics statistics = topology.statistics();
    private final List<MarginScore> scores = inRandomOrder();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ServerSettings settings;
    private final Analyses analyses;
    private final URI address;
    private HttpApi api;
    private volatile boolean imagesLost;
    private int scored;

    LiveExperiment() {
        this(0);
    }

    LiveExperiment(int port) {
        this(ServerSettings.of("127.0.0.1", port));
    }

    LiveExperiment(ServerSettings settings) {
        this(settings, Analyses.ALL);
    }

    LiveExperiment(Analyses analyses) {
        this(ServerSettings.of("127.0.0.1", 0), analyses);
    }

    private LiveExperiment(ServerSettings settings, Analyses analyses) {
        this(settings, analyses, true);
    }

    private LiveExperiment(ServerSettings settings, Analyses analyses, boolean isDesigned) {
        if (isDesigned) {
            topology.design(GoldenExperiment.design());
        }
        this.settings = settings;
        this.analyses = analyses;
        api = serve(settings.port());
        address = api.address();
    }

    /** An aggregator that knows of no experiment. */
    static LiveExperiment none() {
        return new LiveExperiment(ServerSettings.of("127.0.0.1", 0), Analyses.ALL, false);
    }

    /**
     * An experiment that stops cells when they are decided: those of the first category are, by their items, and the
     * others have the items of so many places. Some images of the decided cells are skipped.
     */
    LiveExperiment stopped(int places, int skipped) {
        Experiment design = StoppedScores.design();
        topology.design(design);
        StoppedScores.scores(design, ToyExperiment.SCORER).stream()
                .filter(score -> score.getCategory().equals(StoppedScores.COLOUR)
                                && score.getPlace() < StoppedScores.PAIRS - skipped
                        || score.getPlace() < places)
                .forEach(topology::score);
        new ExperimentLooks(design, System::nanoTime)
                .look(topology, cell -> false)
                .forEach(topology::decide);
        long offset = 0;
        for (int place = StoppedScores.PAIRS - skipped; place < StoppedScores.PAIRS; place++) {
            MarginScore open = StoppedScores.score(place, 0, 0.5, 0, ToyExperiment.SCORER);
            topology.skip(new SkippedJob(
                    open.getIdentity(), open.getCategory(), SkipReason.DECIDED, 0, offset, START, place));
            offset++;
        }
        return this;
    }

    /** Makes so many images, the first of which are those that are scored first. */
    LiveExperiment image(int count) {
        scores.subList(0, count).forEach(score -> topology.image(ImageExperiment.summary(score)));
        return this;
    }

    /** Lets the experiment go on until so many images are scored. */
    LiveExperiment scoreUpTo(int count) {
        topology.scoreAll(scores.subList(scored, count));
        scored = count;
        return this;
    }

    /** Writes the scores of a pair once more, changed. */
    LiveExperiment scoreAgain(String pairId, UnaryOperator<MarginScore> change) {
        scores.subList(0, scored).stream()
                .filter(score -> score.getIdentity().getPairId().equals(pairId))
                .map(change)
                .forEach(topology::score);
        return this;
    }

    /**
     * Cancels the experiment: of the images that have no score, {@code failed} have failed, and the others are skipped.
     */
    LiveExperiment cancel(int failed) {
        topology.cancel(new Cancellation(ID, List.of(new PartitionEnd(0, (long) ALL)), List.of(), START));
        List<MarginScore> open = scores.subList(scored, scores.size());
        open.subList(0, failed).forEach(score -> topology.fail(ToyExperiment.failure(score.getIdentity(), null)));
        long offset = 0;
        for (MarginScore score : open.subList(failed, open.size())) {
            topology.skip(new SkippedJob(
                    score.getIdentity(), score.getCategory(), SkipReason.CANCELLED, 0, offset, START, null));
            offset++;
        }
        return this;
    }

    /** The pairs that have a score, by id. */
    List<String> scoredPairs() {
        return scores.subList(0, scored).stream()
                .map(score -> score.getIdentity().getPairId())
                .distinct()
                .sorted()
                .toList();
    }

    /** Writes the design of a further experiment, of which nothing is made yet. */
    LiveExperiment design(String id) {
        topology.design(ToyExperiment.design(id));
        return this;
    }

    /** Writes the design and all scores of a further experiment of several methods. */
    LiveExperiment scored(String id, String... methods) {
        Experiment design = MethodsExperiment.design(ToyExperiment.design(id), methods);
        topology.design(design);
        topology.scoreAll(MethodsExperiment.scores(design));
        return this;
    }

    /** Writes a further design, and all its embeddings and scores but for the last scores. */
    LiveExperiment embedded(Experiment design, int missing) {
        topology.design(design);
        EmbeddedExperiment.texts(design).forEach(topology::text);
        List<MarginScore> all = EmbeddedExperiment.scores(design);
        topology.scoreAll(all.subList(0, all.size() - missing).stream()
                .map(score -> scoredAt(score, START))
                .toList());
        return this;
    }

    /** The same with all scores, without any embedding. */
    LiveExperiment withoutEmbeddings(Experiment design) {
        topology.design(design);
        topology.scoreAll(EmbeddedExperiment.scores(design).stream()
                .map(score -> Edited.without(score, "embedding"))
                .toList());
        return this;
    }

    URI address() {
        return address;
    }

    JsonNode ask(String path) throws IOException, InterruptedException {
        return askOf(ID, path);
    }

    JsonNode askOf(String id, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(address().resolve("/api/experiments/" + id + "/" + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }

    /** The figures of the only scorer and method. */
    JsonNode statistics() throws IOException, InterruptedException {
        return ask("statistics").path("statistics").path(0);
    }

    /** Questions find no state from now on, or find it again. */
    void interrupt(StateUnavailableException.@Nullable Reason reason) {
        topology.interrupt(reason);
    }

    /** From now on images are gone. */
    LiveExperiment loseImages() {
        imagesLost = true;
        return this;
    }

    void stopServer() {
        api.close();
    }

    /** Serves again at the same address. */
    void startServer() {
        api = serve(address.getPort());
    }

    /** Puts all scores of the experiment of images without a source prompt in. */
    LiveExperiment alignments() {
        topology.design(ImageExperiment.design(Measure.ALIGNMENT));
        for (MarginScore score : ImageExperiment.scores(Measure.ALIGNMENT)) {
            topology.image(ImageExperiment.summary(score));
            topology.score(score);
        }
        return this;
    }

    @Override
    public void close() {
        api.close();
        topology.close();
    }

    private HttpApi serve(int port) {
        HttpApi server = HttpApi.open(settings.at("127.0.0.1", port), new SimpleMeterRegistry(), () -> "");
        server.serve(statistics, () -> AggregatorHealth.ready("running", "answering"), analyses);
        server.serveImages(score -> imagesLost
                ? new ImageContent.Gone("the file was moved")
                : new ImageContent.Found(GREY.clone(), "image/png"));
        return server;
    }

    private static byte[] greyImage() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<MarginScore> inRandomOrder() {
        List<List<MarginScore>> items = new ArrayList<>(GoldenExperiment.scores().stream()
                .collect(Collectors.groupingBy(score -> score.getIdentity().getPairId() + " "
                        + score.getIdentity().getAlpha()))
                .values());
        items.sort((one, other) -> key(one).compareTo(key(other)));
        Collections.shuffle(items, new Random(7));
        List<MarginScore> scores = new ArrayList<>();
        for (MarginScore score : items.stream().flatMap(List::stream).toList()) {
            scores.add(scoredAt(score, START.plusSeconds(scores.size())));
        }
        return scores;
    }

    private static MarginScore scoredAt(MarginScore score, Instant at) {
        return ToyExperiment.ofImage(score, score.getImageSha256(), new ImagePosition(0, 0L), at);
    }

    private static String key(List<MarginScore> item) {
        return item.get(0).getIdentity().toString();
    }
}
