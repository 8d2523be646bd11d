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
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;

/** The folder of a run with its broker up and nothing else, held against every other use. */
public final class OpenRun implements AutoCloseable {

    private final DataFolderLock lock;
    private final RunFolder folder;
    private final RunRecord record;
    private final TopicCatalogue topics;
    private final EmbeddedBroker broker;
    private final RunClients clients;

    private OpenRun(
            DataFolderLock lock, RunFolder folder, RunRecord record, TopicCatalogue topics, EmbeddedBroker broker) {
        this.lock = lock;
        this.folder = folder;
        this.record = record;
        this.topics = topics;
        this.broker = broker;
        this.clients = new RunClients(broker.bootstrapServers());
    }

    /**
     * Opens a folder.
     *
     * @throws ActionableException if it is none of a run, or in use
     */
    public static OpenRun open(RunFolder folder) {
        Rescoring.requireRun(folder);
        DataFolderLock lock = DataFolderLock.acquire(folder.root());
        try {
            RunRecord record = RunRecord.read(folder);
            TopicCatalogue topics = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, record.partitions(), (short) 1);
            OpenRun run = new OpenRun(lock, folder, record, topics, EmbeddedBroker.start(folder.broker(), 0));
            run.applyTopics();
            return run;
        } catch (IOException e) {
            lock.close();
            throw new ActionableException("cannot read " + folder.record() + ": " + Reason.of(e), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void applyTopics() {
        try (Admin admin = Admin.create(clients.plain())) {
            new TopicAdministrator(admin).apply(topics);
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Properties of clients of its broker. */
    public Map<String, Object> clients() {
        return clients.plain();
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
        broker.close();
        lock.close();
    }
}
