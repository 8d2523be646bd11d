package io.steerscope.inference.image;

/** The seven passes of interlaced PNG: where each begins, and the distance between its pixels. */
final class Adam7 {

    static final int PASSES = 7;
    static final int[] LEFT = {0, 4, 0, 2, 0, 1, 0};
    static final int[] TOP = {0, 0, 4, 0, 2, 0, 1};
    static final int[] RIGHT = {8, 8, 4, 4, 2, 2, 1};
    static final int[] DOWN = {8, 8, 8, 4, 4, 2, 2};

    private Adam7() {}
}
