package io.steerscope.aggregator.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.steerscope.aggregator.image.ImageContent;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.httpserver.ServerSettings;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.analysis.Analyses;

import static org.assertj.core.api.Assertions.assertThat;

/** The HTTP interface over the topology without a broker, with the design of the toy experiment and no scores. */
final class ApiFixture implements AutoCloseable {

    static final RefreshIntervals FAST =
            new RefreshIntervals(Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(20));

    static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    final TopologyFixture topology = new TopologyFixture();
    final HttpApi api =
            HttpApi.open(ServerSettings.of("127.0.0.1", 0), new SimpleMeterRegistry(), () -> "scores_total 36\n");
    final HttpClient client = HttpClient.newHttpClient();

    ApiFixture() {
        this(FAST);
    }

    ApiFixture(Analyses analyses) {
        this(FAST, analyses);
    }

    ApiFixture(RefreshIntervals intervals) {
        this(intervals, Analyses.ALL);
    }

    private ApiFixture(RefreshIntervals intervals, Analyses analyses) {
        topology.design(ToyExperiment.design());
        api.serve(
                topology.statistics(),
                () -> AggregatorHealth.ready("running", "answering"),
                analyses,
                intervals,
                () -> 0L);
        api.serveImages(score -> new ImageContent.Found(PNG, "image/png"));
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return parse(response.body());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    URI address(String path) {
        return api.address().resolve(path);
    }

    static JsonNode parse(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    @Override
    public void close() {
        api.close();
        topology.close();
    }
}
