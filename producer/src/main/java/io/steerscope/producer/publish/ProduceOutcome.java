package io.steerscope.producer.publish;

import io.steerscope.schemas.record.Experiment;

/** How producing an experiment ended. */
public sealed interface ProduceOutcome {

    /** The experiment as it stands in the topic. */
    Experiment experiment();

    /**
     * All jobs were written.
     *
     * @param experiment the experiment, with the number of its jobs
     */
    record Produced(Experiment experiment) implements ProduceOutcome {}

    /**
     * The same design had been produced before; nothing was written.
     *
     * @param experiment the experiment as it was written then
     */
    record AlreadyProduced(Experiment experiment) implements ProduceOutcome {}

    /**
     * The same design had been produced before and cancelled since; its jobs without an image were written once more.
     *
     * @param experiment the experiment as it was written then
     * @param jobs how many jobs were written, from 0
     */
    record TakenUp(Experiment experiment, long jobs) implements ProduceOutcome {}
}
