package io.steerscope.benchmarks.scaling;

/**
 * How far a worker was when it had committed.
 *
 * @param at when that was seen, in milliseconds since 1970
 * @param commits transactions committed since its start
 * @param records records committed since its start
 * @param seconds time spent in transactions since its start
 */
record Commit(long at, long commits, long records, double seconds) {

    private static final String MARK = "commit ";

    /** The line that a worker prints of it. */
    String line(String worker) {
        return MARK + worker + " " + at + " " + commits + " " + records + " " + seconds;
    }

    /** Whether a line is one of this worker. */
    static boolean isOf(String worker, String line) {
        return line.startsWith(MARK + worker + " ");
    }

    /** Reads a line. */
    static Commit parse(String line) {
        String[] parts = line.split(" ");
        return new Commit(
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                Long.parseLong(parts[4]),
                Double.parseDouble(parts[5]));
    }
}
