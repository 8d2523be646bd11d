package io.steerscope.worker.stage;

/**
 * Where an input record is in the input topic.
 *
 * @param partition partition, counted from 0
 * @param offset offset within the partition
 */
public record RecordPosition(int partition, long offset) {}
