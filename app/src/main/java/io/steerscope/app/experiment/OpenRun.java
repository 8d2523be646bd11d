package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;

import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.broker.EmbeddedBroker;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The folder of a run with its broker up and nothing else, held against every other use. */
public final class OpenRun implements AutoCloseable {

    private final RunFolder folder;
    private final RunRecord record;
    private final TopicCatalogue topics;
    private final RunClients clients;
    private final OpenedResources opened;

    private OpenRun(
            RunFolder folder, RunRecord record, TopicCatalogue topics, RunClients clients, OpenedResources opened) {
        this.folder = folder;
        this.record = record;
        this.topics = topics;
        this.clients = clients;
        this.opened = opened;
    }

    /**
     * Opens a folder.
     *
     * @throws ActionableException if it is none of a run, or in use
     */
    public static OpenRun open(RunFolder folder) {
        Rescoring.requireRun(folder);
        OpenedResources opened = new OpenedResources();
        DataFolderLock lock = DataFolderLock.acquire(folder.root());
        opened.add(lock, lock::close);
        try {
            RunRecord record = RunRecord.read(folder);
            TopicCatalogue topics = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, record.partitions(), (short) 1);
            EmbeddedBroker broker = EmbeddedBroker.start(folder.broker(), 0);
            opened.add(broker, broker::close);
            RunClients clients = new RunClients(broker.bootstrapServers());
            try (Admin admin = Admin.create(clients.plain())) {
                new TopicAdministrator(admin).apply(topics);
            }
            return new OpenRun(folder, record, topics, clients, opened);
        } catch (IOException e) {
            throw opened.closedAfter(
                    new ActionableException("cannot read " + folder.record() + ": " + Reason.of(e), e));
        } catch (RuntimeException e) {
            throw opened.closedAfter(e);
        }
    }

    /** Properties of clients of its broker. */
    public Map<String, Object> clients() {
        return clients.plain();
    }

    /** Address of its broker. */
    String bootstrapServers() {
        return clients.bootstrapServers();
    }

    /** Its topics. */
    public TopicCatalogue topics() {
        return topics;
    }

    /** The experiment of the folder. */
    public String experimentId() {
        return record.experimentId();
    }

    /** Scorers that came after the run, by id. */
    public List<String> rescorers() {
        return record.rescorers().keySet().stream()
                .filter(id -> !record.scorers().containsKey(id))
                .toList();
    }

    /**
     * Marks the run as not finished, so that the same command takes it up again. Its other results stay until new ones
     * replace them.
     *
     * @throws ActionableException if the folder cannot be written
     */
    public void reopen() {
        try {
            Files.deleteIfExists(folder.report());
        } catch (IOException e) {
            throw new ActionableException("cannot remove " + folder.report() + ": " + Reason.of(e), e);
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
