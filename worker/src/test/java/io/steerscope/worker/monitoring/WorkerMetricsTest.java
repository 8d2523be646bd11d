package io.steerscope.worker.monitoring;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import io.steerscope.worker.client.ClientConfiguration;
import io.steerscope.worker.client.KafkaClients;
import io.steerscope.worker.loop.Worker;
import io.steerscope.worker.loop.WorkerSettings;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.Output;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.StageDefinition;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;

import static org.assertj.core.api.Assertions.assertThat;

final class WorkerMetricsTest {

    private static final Map<String, Object> UNREACHABLE = Map.of("bootstrap.servers", "localhost:1");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void metersOfAWorkerAreTaggedByNameAndGoWhenClosed() {
        // given
        StageDefinition<String, String, String> stage = new StageDefinition<>(
                "scorer",
                "toy-clip",
                "in",
                List.of(new Output<>("out", new StringSerializer())),
                "dead",
                new StringDeserializer(),
                new EchoStage());
        WorkerSettings settings = WorkerSettings.of("group", "instance", UNREACHABLE);

        try (Worker worker = Worker.create(stage, settings, KafkaClients.connecting())) {
            // when
            WorkerMetrics metrics = new WorkerMetrics(worker, registry);

            // then
            assertThat(registry.get("steerscope.worker.received")
                            .tag("worker", "scorer-toy-clip")
                            .functionCounter()
                            .count())
                    .isZero();
            assertThat(registry.get("steerscope.worker.lag").gauge().value()).isEqualTo(-1);
            assertThat(registry.scrape())
                    .contains(
                            "steerscope_worker_failures_total{kind=\"missing_image\",worker=\"scorer-toy-clip\"} 0.0",
                            "steerscope_worker_batch_limit{worker=\"scorer-toy-clip\"} 16.0",
                            "steerscope_worker_commit_seconds_bucket{worker=\"scorer-toy-clip\",le=\"0.001\"} 0");

            // when
            metrics.close();

            // then
            assertThat(registry.getMeters()).isEmpty();
            assertThat(registry.scrape()).isEmpty();
        }
    }

    @Test
    void metricsOfAReplacedProducerGoAndAllGoWhenClosed() {
        try (MeteredKafkaClients clients = new MeteredKafkaClients(KafkaClients.connecting(), registry, "generator")) {
            // when
            var configuration = ClientConfiguration.producer(UNREACHABLE, "group-1", Duration.ofSeconds(30));
            try (var first = clients.openProducer(configuration);
                    var second = clients.openProducer(configuration)) {
                // then
                assertThat(first.metrics()).isNotEmpty();
                assertThat(second.metrics()).isNotEmpty();
                assertThat(registry.getMeters())
                        .isNotEmpty()
                        .allMatch(meter -> "generator".equals(meter.getId().getTag("worker")))
                        .extracting(meter -> String.valueOf(meter.getId().getTag("client.id")))
                        .containsOnly("producer-group-1");
            }
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    private record EchoStage() implements StageProcessor<String, String, String> {

        @Override
        public Subject subject(String input) {
            return Subject.UNKNOWN;
        }

        @Override
        public String prepare(String input, RecordPosition position) {
            return input;
        }

        @Override
        public List<Outcome<String>> process(List<String> batch) {
            return batch.stream()
                    .<Outcome<String>>map(value -> new Outcome.Emit<>(value, value))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
