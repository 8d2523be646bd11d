package io.steerscope.inference.bundle;

/** The size to which an image is resized before the centre crop. */
public sealed interface ResizeRule {

    /**
     * The shorter edge becomes {@code pixels}, the longer {@code floor(pixels * longer / shorter)}.
     *
     * @param pixels length of the shorter edge
     */
    record ShortestEdge(int pixels) implements ResizeRule {}

    /**
     * Both edges are given; the aspect ratio is not kept.
     *
     * @param height rows
     * @param width columns
     */
    record Exact(int height, int width) implements ResizeRule {}
}
