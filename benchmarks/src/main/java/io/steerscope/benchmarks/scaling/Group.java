package io.steerscope.benchmarks.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** A consumer group as an administrator sees it; its offsets are looked at all the time. */
final class Group implements AutoCloseable {

    private static final int LOOK_MILLIS = 50;

    private final Admin admin;
    private final String id;
    private final String topic;
    private final int partitions;
    private final OffsetTrace offsets = new OffsetTrace();
    private final Thread thread = new Thread(this::run, "offsets");
    private volatile boolean ended;

    /**
     * A group that is watched from now on.
     *
     * @param id of the group
     * @param topic that it reads
     */
    Group(Admin admin, String id, String topic, int partitions) {
        this.admin = admin;
        this.id = id;
        this.topic = topic;
        this.partitions = partitions;
        thread.setDaemon(true);
        thread.start();
    }

    OffsetTrace offsets() {
        return offsets;
    }

    /** Its offsets as they are now, after all that was seen before. */
    long[] committed() throws InterruptedException {
        long[] committed = look();
        offsets.add(System.currentTimeMillis(), committed);
        return committed;
    }

    /** The partitions of each member by its client id; empty where there is no such group yet. */
    Map<String, List<Integer>> members() throws InterruptedException {
        Map<String, List<Integer>> members = new HashMap<>();
        try {
            ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(id)).all().get().get(id);
            if (group == null) {
                return members;
            }
            for (MemberDescription member : group.members()) {
                List<Integer> own = new ArrayList<>();
                member.assignment().topicPartitions().forEach(partition -> own.add(partition.partition()));
                members.put(member.clientId(), own);
            }
        } catch (ExecutionException e) {
            return members;
        }
        return members;
    }

    /** Whether all partitions are handed out and nobody waits for others. */
    boolean isStable() throws InterruptedException {
        try {
            ConsumerGroupDescription group =
                    admin.describeConsumerGroups(List.of(id)).all().get().get(id);
            return group != null && group.groupState() == GroupState.STABLE;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private void run() {
        try {
            while (!ended) {
                long before = System.currentTimeMillis();
                long[] look = look();
                if (!ended) {
                    offsets.add(before, look);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long[] look() throws InterruptedException {
        long[] committed = new long[partitions];
        try {
            Map<TopicPartition, OffsetAndMetadata> found = admin.listConsumerGroupOffsets(id)
                    .partitionsToOffsetAndMetadata()
                    .get();
            found.forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(topic)) {
                    committed[partition.partition()] = offset.offset();
                }
            });
            return committed;
        } catch (ExecutionException e) {
            long[] last = offsets.last();
            return last.length == 0 ? committed : last;
        }
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.interrupt();
        thread.join();
    }
}
