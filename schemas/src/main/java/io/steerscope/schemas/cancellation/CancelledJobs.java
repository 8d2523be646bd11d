package io.steerscope.schemas.cancellation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.PartitionEnd;

/** Which jobs of an experiment an order to cancel concerns, by their positions. Immutable. */
public final class CancelledJobs {

    private final Map<Integer, Long> ends;
    private final Map<Integer, Long> takenUpEnds;

    private CancelledJobs(Map<Integer, Long> ends, Map<Integer, Long> takenUpEnds) {
        this.ends = ends;
        this.takenUpEnds = takenUpEnds;
    }

    /**
     * The jobs that an order concerns.
     *
     * @param key key of the record
     * @throws IllegalArgumentException if the order belongs under another key, or a position cannot be one; the message
     *     is one line
     */
    public static CancelledJobs of(@Nullable String key, Cancellation order) {
        String id = RecordKeys.checkId("experiment id", order.getExperimentId());
        if (!id.equals(key)) {
            throw new IllegalArgumentException("it belongs under key " + id);
        }
        return new CancelledJobs(positions(order.getJobEnds()), positions(order.getTakenUpEnds()));
    }

    private static Map<Integer, Long> positions(List<PartitionEnd> list) {
        Map<Integer, Long> positions = new TreeMap<>();
        for (PartitionEnd end : list) {
            if (end.getPartition() < 0 || end.getOffset() < 0) {
                throw new IllegalArgumentException(
                        "it names offset %d of partition %d".formatted(end.getOffset(), end.getPartition()));
            }
            if (positions.put(end.getPartition(), end.getOffset()) != null) {
                throw new IllegalArgumentException("it names partition %d twice".formatted(end.getPartition()));
            }
        }
        return positions;
    }

    /** Whether the job of the experiment at this position is not to be done. */
    public boolean isCancelled(int partition, long offset) {
        return offset < ends.getOrDefault(partition, 0L);
    }

    /**
     * Whether a job that was skipped at this position is settled by that: it is cancelled, and no later job has taken
     * its place.
     */
    public boolean isSettled(int partition, long offset) {
        return isCancelled(partition, offset) && offset >= takenUpEnds.getOrDefault(partition, 0L);
    }

    /** Whether the experiment has not been taken up again since the order. */
    public boolean isInForce() {
        return ends.entrySet().stream().anyMatch(end -> end.getValue() > takenUpEnds.getOrDefault(end.getKey(), 0L));
    }

    /** The ends of the order as they are written, for one that follows it. */
    public List<PartitionEnd> takenUp() {
        return written(ends);
    }

    /** Up to where cancelled jobs have been replaced, as it is written, for an order that is given again. */
    public List<PartitionEnd> replaced() {
        return written(takenUpEnds);
    }

    private static List<PartitionEnd> written(Map<Integer, Long> positions) {
        List<PartitionEnd> list = new ArrayList<>();
        positions.forEach((partition, offset) -> list.add(new PartitionEnd(partition, offset)));
        return list;
    }
}
