package io.steerscope.worker.monitoring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.httpserver.ServerSettings;
import io.steerscope.worker.loop.Health;

import static org.assertj.core.api.Assertions.assertThat;

final class MonitoringServerTest {

    private final AtomicReference<Health> health = new AtomicReference<>(new Health(true, true, "running"));
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MonitoringServer server =
            MonitoringServer.start(ServerSettings.of("localhost", 0), Map.of("generator", health::get), registry);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRunningWorkerIsLiveAndReady() throws Exception {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health").body()).isEqualTo("generator: running\n");
    }

    @Test
    void aWorkerInTroubleIsLiveButNotReady() throws Exception {
        // when
        health.set(new Health(true, false, "no answer from the cluster"));

        // then
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health").body()).isEqualTo("generator: no answer from the cluster\n");
    }

    @Test
    void metricsAreInPrometheusText() throws Exception {
        // given
        registry.counter("steerscope.test").increment(3);

        // when
        HttpResponse<String> response = get("/metrics");

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(response.body()).contains("steerscope_test_total 3.0");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
