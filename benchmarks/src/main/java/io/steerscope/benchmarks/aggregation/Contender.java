package io.steerscope.benchmarks.aggregation;

/** An application that reads the topic of scores from its beginning. */
interface Contender {

    /** Name in the table. */
    String title();

    /** Begins, or begins again after {@link #stop()}. */
    void start();

    /** Whether it has its partitions and has restored its stores. */
    boolean isRunning();

    /** What it has committed and what it keeps. */
    GroupProgress progress();

    /**
     * Compares its results with sums that were computed without Kafka.
     *
     * @throws IllegalStateException if they differ
     */
    void verify() throws InterruptedException;

    /** Ends it; what it keeps in the cluster stays. */
    void stop();
}
