package io.steerscope.app.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LockFileTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 200;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("lock");
    }

    @Test
    void aFileIsLockedOnceUntilItIsGivenBack() throws Exception {
        // given
        LockFile lock = LockFile.tryAcquire(file).orElseThrow();

        // then
        assertThat(LockFile.tryAcquire(file)).isEmpty();
        assertThat(LockFile.tryAcquireTemporary(file)).isEmpty();

        // when
        lock.close();

        // then
        assertThat(file).exists();
        LockFile again = LockFile.tryAcquireTemporary(file).orElseThrow();
        assertThat(LockFile.tryAcquire(file)).isEmpty();

        // when
        again.close();

        // then
        assertThat(file).doesNotExist();
    }

    @Test
    void aTemporaryLockHasOneHolderThoughOthersRemoveItsFileAllTheTime() throws Exception {
        // given
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> takeAndGiveBack = () -> {
            int taken = 0;
            for (int i = 0; i < ROUNDS; i++) {
                Optional<LockFile> lock = LockFile.tryAcquireTemporary(file);
                if (lock.isPresent()) {
                    taken++;
                    most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                    holders.decrementAndGet();
                    lock.get().close();
                }
            }
            return taken;
        };

        // when
        int taken = 0;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> all = threads.invokeAll(IntStream.range(0, THREADS)
                    .mapToObj(thread -> takeAndGiveBack)
                    .toList());
            for (Future<Integer> one : all) {
                taken += one.get();
            }
        } finally {
            threads.shutdown();
        }

        // then
        assertThat(taken).isPositive();
        assertThat(most).hasValue(1);
        assertThat(file).doesNotExist();
    }
}
