package io.steerscope.benchmarks.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.avro.specific.SpecificRecord;

import io.steerscope.results.intake.Judgement;
import io.steerscope.results.intake.RecordAcceptance;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.topic.TopicCatalogue;
import io.steerscope.schemas.topic.TopicDefinition;
import io.steerscope.worker.loop.Worker;

/** Whether what went in has come out, topic by topic. */
final class FuzzAccounts {

    private final Map<String, Object> clients;
    private final TopicCatalogue topics;
    private final FuzzedSender sender;
    private final FuzzTally tally;
    private final List<String> rows = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    FuzzAccounts(FuzzedSystem system, FuzzedSender sender, FuzzTally tally) {
        this.clients = system.clients();
        this.topics = system.topics();
        this.sender = sender;
        this.tally = tally;
        for (TopicDefinition topic : topics.topics()) {
            long taken = sender.taken().getOrDefault(topic.name(), 0L);
            equal("records of " + topic.name() + " sent and read", taken, tally.records(topic) - tally.made(topic));
        }
        settle(topics.jobs(), "generator", tally.made(topics.images()), tally.made(topics.skippedJobs()));
        equal("images and summaries made", tally.made(topics.images()), tally.made(topics.imageSummaries()));
        settle(topics.images(), "scorer", tally.made(topics.scores()), 0);
        judge(topics.scores(), RecordAcceptance.ofScores(RecordLimits.DEFAULT));
        judge(topics.imageSummaries(), RecordAcceptance.ofImageSummaries(RecordLimits.DEFAULT));
        judge(topics.skippedJobs(), RecordAcceptance.ofSkippedJobs(RecordLimits.DEFAULT));
        for (TopicDefinition topic : List.of(
                topics.experiments(),
                topics.reports(),
                topics.deadLetters(),
                topics.cancellations(),
                topics.decisions())) {
            row(topic, "read by followers, none of which may end");
            equal("dead letters of " + topic.name(), 0, tally.letters(topic).size());
        }
        equal("dead letters for a record that has one", 0, tally.doubledLetters());
        for (Worker worker : List.of(system.generator(), system.scorer())) {
            worker.failure().ifPresent(failure -> problems.add(worker.name() + " ended: " + failure));
        }
    }

    List<String> rows() {
        return rows;
    }

    List<String> problems() {
        return problems;
    }

    private void settle(TopicDefinition topic, String stage, long accepted, long skipped) {
        long letters = tally.letters(stage, topic);
        row(
                topic,
                "%d accepted, %d skipped, %d dead letters %s"
                        .formatted(accepted, skipped, letters, tally.letters(topic)));
        equal("records and outcomes of " + topic.name(), tally.records(topic), accepted + letters + skipped);
    }

    /** The aggregator has to have written a dead letter for what may not count, and for nothing else. */
    private <T extends SpecificRecord> void judge(TopicDefinition topic, RecordAcceptance<T> acceptance) {
        Set<String> refused = new HashSet<>();
        FuzzTally.read(clients, topic, record -> {
            Judgement<T> judgement = acceptance.judge(record.topic(), record.key(), record.headers(), record.value());
            if (judgement instanceof Judgement.Refused<T>) {
                refused.add(record.partition() + "/" + record.offset());
            }
        });
        Set<String> letters = tally.letterPositions("aggregator", topic);
        row(
                topic,
                "%d accepted, %d dead letters %s"
                        .formatted(tally.records(topic) - letters.size(), letters.size(), tally.letters(topic)));
        Set<String> missing = new HashSet<>(refused);
        missing.removeAll(letters);
        equal("records of " + topic.name() + " that may not count and have no dead letter", 0, missing.size());
        equal(
                "dead letters of records of " + topic.name() + " and such that may not count",
                letters.size(),
                refused.size());
    }

    private void row(TopicDefinition topic, String outcomes) {
        rows.add("%-22s %8d sent  %8d by roles  %s"
                .formatted(topic.name(), sender.taken().getOrDefault(topic.name(), 0L), tally.made(topic), outcomes));
    }

    private void equal(String what, long expected, long actual) {
        if (expected != actual) {
            problems.add("%s: %d and %d".formatted(what, expected, actual));
        }
    }
}
