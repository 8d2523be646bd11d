package io.steerscope.aggregator;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.topology.TopologyFixture;
import io.steerscope.results.ToyExperiment;
import io.steerscope.results.format.json.ReportJson;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.serde.AvroSerdes;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPublisherTest {

    private final TopologyFixture topology =
            new TopologyFixture().design(ToyExperiment.design()).scoreAll(ToyExperiment.scores());
    private final MockProducer<String, ExperimentReport> topic = new MockProducer<>(
            true, new RoundRobinPartitioner(), new StringSerializer(), AvroSerdes.serializer(ExperimentReport.class));
    private final AtomicBoolean inCharge = new AtomicBoolean(true);
    private final ReportPublisher publisher =
            new ReportPublisher(topology, topology.statistics(), topic, "reports", inCharge::get);

    @AfterEach
    void close() {
        topology.close();
    }

    @Test
    void aFinishedExperimentIsPublishedOnce() {
        // when
        publisher.publishDue();
        publisher.publishDue();
        topology.publish(published().get(0));
        publisher.publishDue();

        // then
        assertThat(published()).hasSize(1);
        assertThat(published().get(0).getJson())
                .isEqualTo(ReportJson.write(topology.statistics().report(ToyExperiment.ID)));
    }

    @Test
    void aReportThatAnotherInstanceHasPublishedIsNotRepeated() {
        // given
        publisher.publishDue();
        ExperimentReport report = published().get(0);
        topic.clear();
        topology.publish(report);

        // when
        new ReportPublisher(topology, topology.statistics(), topic, "reports", inCharge::get).publishDue();

        // then
        assertThat(published()).isEmpty();
    }

    @Test
    void onlyTheInstanceInChargePublishes() {
        // given
        inCharge.set(false);

        // when
        publisher.publishDue();

        // then
        assertThat(published()).isEmpty();

        // when
        inCharge.set(true);
        publisher.publishDue();

        // then
        assertThat(published()).hasSize(1);
    }

    @Test
    void aLateReportOfAnotherInstanceIsPutRight() {
        // given
        publisher.publishDue();
        ExperimentReport report = published().get(0);
        topology.publish(report);
        publisher.publishDue();

        // when
        topology.publish(
                new ExperimentReport(report.getExperimentId(), report.getDesignSha256(), report.getScorerIds(), "{}"));
        publisher.publishDue();

        // then
        assertThat(published()).containsExactly(report, report);
    }

    @Test
    void anExperimentWhoseDesignComesLastIsPublished() {
        // given
        TopologyFixture late = new TopologyFixture().scoreAll(ToyExperiment.scores());
        ReportPublisher publishing = new ReportPublisher(late, late.statistics(), topic, "reports", inCharge::get);
        publishing.publishDue();

        // when
        late.design(ToyExperiment.design());
        publishing.publishDue();
        late.close();

        // then
        assertThat(published()).hasSize(1);
    }

    private List<ExperimentReport> published() {
        return topic.history().stream().map(record -> record.value()).toList();
    }
}
