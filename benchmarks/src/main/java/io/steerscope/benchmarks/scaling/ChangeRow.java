package io.steerscope.benchmarks.scaling;

import org.jspecify.annotations.Nullable;

/**
 * What a change of the group took; what does not apply, or did not happen in time, is null.
 *
 * @param what the change
 * @param toMember seconds from the start of the process until it is a member
 * @param toCommit seconds from then until its first commit
 * @param toEnd seconds from the signal to the end of the process
 * @param gapAtRest longest gap between two commits of one of the others before the change, in milliseconds
 * @param gapStarting the same while the new process starts
 * @param gapChanging the same from when it asks to be a member, or ends, until the group has settled
 * @param firstServed seconds from the end of the process until one of its partitions is committed further
 * @param allServed the same for all of its partitions
 */
record ChangeRow(
        String what,
        @Nullable Double toMember,
        @Nullable Double toCommit,
        @Nullable Double toEnd,
        @Nullable Double gapAtRest,
        @Nullable Double gapStarting,
        @Nullable Double gapChanging,
        @Nullable Double firstServed,
        @Nullable Double allServed) {}
