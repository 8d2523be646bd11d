package io.steerscope.benchmarks.aggregation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a Kafka Streams application has committed its input, and what it keeps in the cluster.
 *
 * @param applicationId its consumer group
 * @param scores the topic that it reads
 * @param last the last topic that it reads of those on the way from there to its results; the same where there is one
 */
record GroupProgress(Admin admin, String applicationId, String scores, String last) {

    /** Sum of the offsets committed in the last topic. */
    long consumed() throws InterruptedException, ExecutionException {
        return committed().entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(last))
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** Whether everything is read and its results are committed. */
    boolean isAtEnd() throws InterruptedException, ExecutionException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends();
        return !ends.isEmpty()
                && ends.entrySet().stream().allMatch(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return end.getValue().offset() == 0
                            || offset != null
                                    && offset.offset() >= end.getValue().offset();
                });
    }

    /** Bytes on disk of every internal topic, by its name without the application id. */
    Map<String, Long> bytes() throws InterruptedException, ExecutionException {
        Map<String, Long> bytes = new HashMap<>();
        String own = applicationId + "-";
        allBytes().forEach((topic, size) -> {
            if (topic.startsWith(own)) {
                bytes.put(topic.substring(own.length()), size);
            }
        });
        return bytes;
    }

    /** Bytes on disk of the topic that it reads. */
    long inputBytes() throws InterruptedException, ExecutionException {
        return allBytes().getOrDefault(scores, 0L);
    }

    private Map<String, Long> allBytes() throws InterruptedException, ExecutionException {
        Map<String, Long> bytes = new HashMap<>();
        List<Integer> nodes = new ArrayList<>();
        admin.describeCluster().nodes().get().forEach(node -> nodes.add(node.id()));
        for (Map<String, LogDirDescription> node :
                admin.describeLogDirs(nodes).allDescriptions().get().values()) {
            node.values().forEach(folder -> folder.replicaInfos()
                    .forEach((partition, replica) -> bytes.merge(partition.topic(), replica.size(), Long::sum)));
        }
        return bytes;
    }

    /** Removes the application's topics and group. */
    void forget() throws InterruptedException, ExecutionException {
        List<String> internal = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(applicationId + "-"))
                .toList();
        admin.deleteTopics(internal).all().get();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException, ExecutionException {
        return admin.listConsumerGroupOffsets(applicationId)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends() throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        if (!existing.contains(last)) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> asked =
                admin.describeTopics(new TreeSet<>(List.of(scores, last))).allTopicNames().get().values().stream()
                        .flatMap(topic -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(asked).all().get();
    }
}
