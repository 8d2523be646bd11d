package io.steerscope.interactivequeries;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.state.HostInfo;

/** The parts of this package, put together for one instance. */
public final class PartitionQueries implements AutoCloseable {

    private final Assignment assignment;
    private final StandbyFloors floors;
    private final Peers peers;
    private final PartitionReads reads;
    private final PartitionService service;

    /**
     * @param streams the application
     * @param applicationId its id, which begins the names of its internal topics and is checked between instances
     * @param self the address that this instance advertises
     * @param stores the stores that can be read, at least one
     * @param position how far the application has read the topics of the stores
     * @param admin client of the cluster; not closed by this
     * @param registry where readings are timed
     * @param signature adds to a question what shows other instances that this one may ask it
     */
    public PartitionQueries(
            KafkaStreams streams,
            String applicationId,
            HostInfo self,
            PartitionedStores stores,
            Supplier<InputPosition> position,
            Admin admin,
            MeterRegistry registry,
            UnaryOperator<HttpRequest.Builder> signature) {
        StreamsView view = StreamsView.of(streams, stores.all().get(0).name());
        RemotePartitions remote = new RemotePartitions(applicationId, signature);
        this.assignment = new Assignment(view);
        this.floors = new StandbyFloors(view, assignment, self, stores, applicationId, StandbyFloors.stableEnds(admin));
        this.peers = new Peers(assignment, self, remote);
        Gauge.builder("steerscope.peers.silent", peers, all -> all.silent().size())
                .description("Other aggregators of the application that do not answer")
                .register(registry);
        LocalPartitions local = new LocalPartitions(view, assignment, floors);
        RouteTable routes = new RouteTable(view, self, assignment, floors, peers, stores, position);
        this.reads = new PartitionReads(self, stores, position, routes, peers, local, remote, new ReadMeters(registry));
        this.service = new PartitionService(applicationId, self, view, assignment, floors, local, stores);
    }

    /** Begins to ask the other instances. */
    public void start() {
        peers.start();
    }

    /**
     * The partitions as they can be read now. Asks nobody.
     *
     * @throws StateUnavailableException if there is a partition for which nobody answers
     */
    public PartitionView look() {
        return reads.look();
    }

    /**
     * The partitions at every moment at which they are read: readings rest on nothing that is said before, and never on
     * a standby replica. Asks nobody.
     *
     * @throws StateUnavailableException if there is a partition for which nobody answers
     */
    public PartitionView current() {
        return reads.current();
    }

    /**
     * Whether this instance holds a partition of the topic of a store, which one instance does, none, or for a moment
     * two.
     */
    public boolean holds(TopicPartition partition) {
        return service.holds(partition);
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
