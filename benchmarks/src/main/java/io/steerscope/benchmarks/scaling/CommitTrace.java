package io.steerscope.benchmarks.scaling;

import java.util.List;

/**
 * The commits of one worker in the order of time; times are milliseconds since 1970.
 *
 * @param commits each with more transactions than the one before
 */
record CommitTrace(List<Commit> commits) {

    private static final Commit NONE = new Commit(0, 0, 0, 0.0);

    CommitTrace {
        commits = List.copyOf(commits);
    }

    /** What was committed after {@code from} and not after {@code to}; its time is the length of that. */
    Commit between(long from, long to) {
        Commit begin = lastUntil(from);
        Commit end = lastUntil(to);
        return new Commit(
                to - from,
                end.commits() - begin.commits(),
                end.records() - begin.records(),
                end.seconds() - begin.seconds());
    }

    /** Whether something was committed after {@code time}. */
    boolean hasCommittedSince(long time) {
        return !commits.isEmpty() && commits.get(commits.size() - 1).at() > time;
    }

    /**
     * The longest time, in milliseconds, between two commits that follow each other, of all that have a part in the
     * time from {@code from} to {@code to}; without a later commit, up to {@code to}. Zero before the first commit.
     */
    long longestGap(long from, long to) {
        long longest = 0;
        long previous = 0;
        for (Commit commit : commits) {
            if (previous > 0 && commit.at() > from && previous < to) {
                longest = Math.max(longest, commit.at() - previous);
            }
            previous = commit.at();
        }
        return previous > 0 && previous < to ? Math.max(longest, to - previous) : longest;
    }

    private Commit lastUntil(long time) {
        Commit last = NONE;
        for (Commit commit : commits) {
            if (commit.at() > time) {
                break;
            }
            last = commit;
        }
        return last;
    }
}
