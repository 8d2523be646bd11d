package io.steerscope.worker.loop;

/**
 * How the work of a worker was distributed since its start. Times are in seconds.
 *
 * @param read polls that brought records
 * @param prepare preparing of one record
 * @param model batches in the model
 * @param write parts of committed transactions up to the point where their records and offsets are handed over
 * @param commit whole transactions that were committed, from their beginning
 * @param batchRecords records of the batches
 */
public record WorkerDistributions(
        DistributionSnapshot read,
        DistributionSnapshot prepare,
        DistributionSnapshot model,
        DistributionSnapshot write,
        DistributionSnapshot commit,
        DistributionSnapshot batchRecords) {}
