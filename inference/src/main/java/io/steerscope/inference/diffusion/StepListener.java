package io.steerscope.inference.diffusion;

/** Is told how far a batch of images has come. Called from the thread that makes them; must return at once. */
@FunctionalInterface
public interface StepListener {

    /** Tells nobody. */
    StepListener NONE = (done, steps) -> {};

    /**
     * A denoising step is done. A batch that did not fit into memory begins again at step 1.
     *
     * @param done steps done, from 1 to {@code steps}
     * @param steps steps of one batch; some schedulers take more than were asked for
     */
    void stepDone(int done, int steps);
}
