package io.steerscope.results.intake;

/**
 * A record that counts for nothing, as health names it. All texts are without control characters, and short.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset its offset
 * @param key its key, or the beginning of it
 * @param reason why it is left out, one line
 */
public record LeftOutRecord(String topic, int partition, long offset, String key, String reason) {}
