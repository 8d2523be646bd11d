package io.steerscope.foundation.thread;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonThreadsTest {

    @Test
    void aThreadIsNamedAndKeepsNoProcessAlive() {
        Thread thread = DaemonThreads.of("watch", () -> {});
        assertThat(thread.getName()).isEqualTo("watch");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    }

    @Test
    void aTickerWorksOnSuchAThread() throws Exception {
        // given
        ScheduledExecutorService ticker = DaemonThreads.ticker("ticks");

        // when
        Thread thread = ticker.submit(Thread::currentThread).get(1, TimeUnit.MINUTES);
        ticker.shutdownNow();

        // then
        assertThat(thread.getName()).isEqualTo("ticks");
        assertThat(thread.isDaemon()).isTrue();
    }
}
