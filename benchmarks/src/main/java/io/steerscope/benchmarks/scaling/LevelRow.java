package io.steerscope.benchmarks.scaling;

/**
 * What was committed with one number of workers.
 *
 * @param workers how many there were
 * @param processes in how many processes
 * @param how what came before: how they became so many
 * @param perSecond records committed in a second
 * @param transactions transactions in a second
 * @param commitMillis mean time of a transaction
 * @param brokerCores processor seconds of the broker in a second
 * @param workerCores processor seconds of the workers in a second
 * @param behind the fewest records that any partition had behind
 */
record LevelRow(
        int workers,
        int processes,
        String how,
        double perSecond,
        double transactions,
        double commitMillis,
        double brokerCores,
        double workerCores,
        long behind) {}
