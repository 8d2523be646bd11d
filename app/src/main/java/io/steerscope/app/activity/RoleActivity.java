package io.steerscope.app.activity;

import org.jspecify.annotations.Nullable;

/**
 * What a role has done since its start.
 *
 * @param done results
 * @param failed records that failed for good
 * @param skipped records that were not wanted any more
 * @param behind records that it has yet to read, or negative if that is not known
 * @param waits whether it has no partitions, and waits for some
 * @param served what was asked of it, or null of a role that nobody asks
 * @param trouble why it cannot work at present, in one line, or null if it can
 */
public record RoleActivity(
        long done,
        long failed,
        long skipped,
        long behind,
        boolean waits,
        @Nullable Served served,
        @Nullable String trouble) {

    /**
     * Questions to a role.
     *
     * @param experiments experiments that there are now, or negative if that is not known
     * @param questions questions that were answered
     */
    public record Served(long experiments, long questions) {}

    /** What came between {@code earlier} and this. */
    RoleActivity since(RoleActivity earlier) {
        Served difference = served == null || earlier.served == null
                ? served
                : new Served(served.experiments, served.questions - earlier.served.questions);
        return new RoleActivity(
                done - earlier.done,
                failed - earlier.failed,
                skipped - earlier.skipped,
                behind,
                waits,
                difference,
                trouble);
    }

    /** What was done, without what is known of the present. */
    RoleActivity withoutStanding() {
        return new RoleActivity(done, failed, skipped, -1, false, served, null);
    }

    boolean isIdle() {
        return done == 0 && failed == 0 && skipped == 0 && (served == null || served.questions == 0);
    }
}
