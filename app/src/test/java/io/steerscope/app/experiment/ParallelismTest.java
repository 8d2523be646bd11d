package io.steerscope.app.experiment;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParallelismTest {

    private static final long SMALL = 30L << 20;
    private static final long LARGE = 3L << 30;

    @Test
    void aSmallModelIsCopiedForEveryCore() {
        assertThat(Parallelism.choose(SMALL, 2, null, null)).isEqualTo(new Parallelism(1, 2));
        assertThat(Parallelism.choose(SMALL, 8, null, null)).isEqualTo(new Parallelism(1, 8));
        assertThat(Parallelism.choose(SMALL, 8, 4, null)).isEqualTo(new Parallelism(4, 2));
    }

    @Test
    void aLargeModelIsLoadedOnceAndGivenAllCores() {
        assertThat(Parallelism.choose(LARGE, 8, null, null)).isEqualTo(new Parallelism(8, 1));
        assertThat(Parallelism.choose(LARGE, 8, 2, 3)).isEqualTo(new Parallelism(2, 3));
    }

    @Test
    void thereAreEnoughPartitionsForEveryWorker() {
        assertThat(new Parallelism(1, 2).partitions()).isEqualTo(4);
        assertThat(new Parallelism(1, 16).partitions()).isEqualTo(16);
    }
}
