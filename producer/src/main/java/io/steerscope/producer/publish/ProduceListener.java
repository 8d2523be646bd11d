package io.steerscope.producer.publish;

/** Is told how far producing has come; called by the thread that produces. */
@FunctionalInterface
public interface ProduceListener {

    /** A listener that does nothing. */
    ProduceListener SILENT = (sent, total) -> {};

    /**
     * Another job was handed to the Kafka client. Jobs become visible together, after the last.
     *
     * @param sent jobs so far, from 1
     * @param total jobs of the experiment
     */
    void sent(long sent, long total);
}
