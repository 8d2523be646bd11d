package io.steerscope.app.experiment;

/**
 * Finds the phases of a run that its workers decide: until the first images are committed, and until the last scores
 * are.
 */
final class WorkWatch {

    private final RunPhases phases;
    private boolean hasImages;
    private long scores;
    private RunPhases.Moment lastScores = RunPhases.Moment.now();

    WorkWatch(RunPhases phases) {
        this.phases = phases;
    }

    /**
     * Takes note of what is committed now, in this run.
     *
     * @param images jobs that generator workers have settled
     * @param scored images that scorer workers have settled
     */
    void observe(long images, long scored) {
        if (images > 0 && !hasImages) {
            hasImages = true;
            phases.end("first batch of images");
        }
        if (scored > scores) {
            scores = scored;
            lastScores = RunPhases.Moment.now();
        }
    }

    /** Nothing is left to do. */
    void finish() {
        phases.endAt(hasImages ? "further images, and scores" : "scores", lastScores);
    }
}
