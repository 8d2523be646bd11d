package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.Serializer;

import io.steerscope.benchmarks.faults.RoleProcess;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.serde.AvroSerdes;
import io.steerscope.schemas.topic.TopicAdministrator;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;

/** Measures stages one after another on one broker, each on topics of its own. */
final class ScaleOut {

    /** Records that are written and not committed, of a stage. */
    private static final int BACKLOG = 6_000;

    private final ScaleOutSettings settings;
    private final RoleProcess broker;
    private final WorkRecords records;
    private final String scorerId;

    /** @param broker a broker that serves clients */
    ScaleOut(ScaleOutSettings settings, RoleProcess broker) {
        this.settings = settings;
        this.broker = broker;
        this.records = new WorkRecords(WaitingStages.generatorBundle(settings.bundles()));
        this.scorerId = WaitingStages.scorerBundle(settings.bundles()).id();
    }

    /** Measures one stage. */
    StageResult run(StagePlan plan) throws IOException, InterruptedException {
        TopicCatalogue topics = new TopicCatalogue(plan.name() + ".", settings.partitions(), (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            new TopicAdministrator(admin).apply(topics);
            String input = plan.role().input(topics).name();
            try (Group group = new Group(admin, plan.role().group(topics, scorerId), input, settings.partitions());
                    Backlog backlog = backlog(plan.role(), input, group.offsets())) {
                backlog.start();
                StageRun run = new StageRun(
                        settings, plan, broker, group, backlog, new WorkerProcesses(settings, plan, topics.prefix()));
                try (run) {
                    run.run();
                }
                if (backlog.failure() != null) {
                    throw new IllegalStateException("the backlog could not be written", backlog.failure());
                }
                return new StageResult(
                        plan, run.levels(), run.changes(), check(plan.role(), topics, group.committed(), backlog));
            }
        }
    }

    private Backlog backlog(Role role, String input, OffsetTrace committed) {
        return switch (role) {
            case GENERATOR ->
                new Backlog(
                        settings.bootstrapServers(),
                        input,
                        settings.partitions(),
                        any(AvroSerdes.serializer(GenerationJob.class)),
                        records::job,
                        committed,
                        BACKLOG);
            case SCORER ->
                new Backlog(
                        settings.bootstrapServers(),
                        input,
                        settings.partitions(),
                        any(AvroSerdes.serializer(GeneratedImage.class)),
                        records::image,
                        committed,
                        BACKLOG);
        };
    }

    private static <T extends SpecificRecord> Serializer<SpecificRecord> any(Serializer<T> serializer) {
        return (topic, value) -> {
            @SuppressWarnings("unchecked") // a backlog has records of one class
            T record = (T) value;
            return serializer.serialize(topic, record);
        };
    }

    /** Looks for the result of every record that is committed as processed. */
    private RecordCheck check(Role role, TopicCatalogue topics, long[] committed, Backlog backlog)
            throws InterruptedException {
        CommittedRecords reader = new CommittedRecords(settings.bootstrapServers());
        List<Map<String, Integer>> found = new ArrayList<>();
        for (TopicDefinition output : role.outputs(topics)) {
            found.add(role == Role.SCORER ? byJob(reader.counts(output)) : reader.counts(output));
        }
        List<String> expected = new ArrayList<>();
        for (int partition = 0; partition < committed.length; partition++) {
            expected.addAll(backlog.keysBefore(partition, committed[partition]));
        }
        long deadLetters = reader.counts(topics.deadLetters()).values().stream()
                .mapToLong(Integer::longValue)
                .sum();
        return RecordCheck.of(expected, found, deadLetters);
    }

    private static Map<String, Integer> byJob(Map<String, Integer> scores) {
        Map<String, Integer> byJob = new HashMap<>();
        scores.forEach((key, times) ->
                byJob.merge(RecordKeys.jobKey(RecordKeys.parseScoreKey(key).identity()), times, Integer::sum));
        return byJob;
    }
}
