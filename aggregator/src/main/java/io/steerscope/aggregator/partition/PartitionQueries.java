package io.steerscope.aggregator.partition;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

import io.steerscope.results.intake.Designs;
import io.steerscope.aggregator.query.InputPosition;
import io.steerscope.aggregator.query.LiveState;
import io.steerscope.aggregator.query.Standing;
import io.steerscope.aggregator.state.StoreNames;
import io.steerscope.httpserver.Secret;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The parts of this package, put together for one instance. */
public final class PartitionQueries implements AutoCloseable {

    private final Assignment assignment;
    private final StandbyFloors floors;
    private final Peers peers;
    private final LiveState state;
    private final PartitionReads reads;
    private final PartitionService service;
    private final TopicPartition first;

    /**
     * @param streams the application
     * @param applicationId its id, which begins the names of its internal topics and is checked between instances
     * @param self the address that this instance advertises
     * @param topics the topics that the application reads
     * @param designs the designs and reports; throws while they are not known
     * @param position how far it has read {@link #inputTopics}
     * @param admin client of the cluster; not closed by this
     * @param registry where readings are timed
     * @param secret what instances show each other, or null where they show nothing
     */
    public PartitionQueries(
            KafkaStreams streams,
            String applicationId,
            HostInfo self,
            TopicCatalogue topics,
            Supplier<Designs> designs,
            Supplier<InputPosition> position,
            Admin admin,
            MeterRegistry registry,
            @Nullable Secret secret) {
        StoreCatalogue stores = new StoreCatalogue(applicationId, topics);
        StreamsView view = StreamsView.of(streams, StoreNames.SCORES);
        RemotePartitions remote = new RemotePartitions(applicationId, secret);
        this.assignment = new Assignment(view);
        this.floors = new StandbyFloors(view, assignment, self, stores, applicationId, StandbyFloors.stableEnds(admin));
        this.peers = new Peers(assignment, self, remote);
        Gauge.builder("steerscope.peers.silent", peers, all -> all.silent().size())
                .description("Other aggregators of the application that do not answer")
                .register(registry);
        LocalPartitions local = new LocalPartitions(view, assignment, floors);
        RouteTable routes = new RouteTable(view, self, assignment, floors, peers, stores, position);
        this.reads = new PartitionReads(self, stores, position, routes, peers, local, remote, new ReadMeters(registry));
        this.state = new PartitionedState(designs, stores, reads);
        this.first = new TopicPartition(stores.scores.topic(), 0);
        this.service = new PartitionService(applicationId, self, view, assignment, floors, local, stores);
    }

    /** Names of all topics that an aggregator of this application id consumes, internal ones included. */
    public static Set<String> inputTopics(String applicationId, TopicCatalogue topics) {
        Set<String> inputs = new TreeSet<>(new StoreCatalogue(applicationId, topics).topics());
        inputs.add(topics.scores().name());
        inputs.add(topics.deadLetters().name());
        return inputs;
    }

    /** Begins to ask the other instances. */
    public void start() {
        peers.start();
    }

    /** The state of all partitions. */
    public LiveState state() {
        return state;
    }

    /**
     * What an answer would rest on now. Asks nobody.
     *
     * @throws io.steerscope.aggregator.query.StateUnavailableException if there is a partition for which nobody answers
     */
    public Standing look() {
        return reads.look();
    }

    /** Whether this instance holds the first partition of scores, which one instance does, none, or for a moment two. */
    public boolean isFirst() {
        return service.holds(first);
    }

    /** Addresses of the other instances that do not answer. */
    public List<String> silent() {
        return peers.silent();
    }

    /** What this instance answers to others. */
    public PartitionService service() {
        return service;
    }

    /** Has to hear of every change of state of the streams. */
    public KafkaStreams.StateListener stateListener() {
        return assignment;
    }

    /** Has to be called with every position as soon as it is measured. */
    public void observe(InputPosition measured) {
        floors.observe(measured);
    }

    @Override
    public void close() {
        peers.close();
    }
}
