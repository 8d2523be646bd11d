package io.steerscope.app.progress;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressDisplayTest {

    private final StringWriter out = new StringWriter();
    private final long start = System.nanoTime();

    private long after(int seconds) {
        return start + Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void barsAreRedrawnInPlaceOnATerminal() {
        // given
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), true);

        // when
        display.show(List.of(new StageCount("images", 0, 0, 100), new StageCount("toy", 0, 0, 100)), after(0));
        display.show(List.of(new StageCount("images", 50, 0, 100), new StageCount("toy", 25, 0, 100)), after(10));

        // then
        String text = out.toString();
        assertThat(text).contains("images [############------------]  50%  50 of 100, 5.0/s, 10 s left\n");
        assertThat(text).contains("toy    [######------------------]  25%  25 of 100, 2.5/s, 30 s left\n");
        assertThat(text).containsOnlyOnce("\u001B[2A");
    }

    @Test
    void elsewhereALineComesEveryFewSeconds() {
        // given
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), false);

        // when
        for (int second = 0; second <= 10; second++) {
            display.show(List.of(new StageCount("images", 2L * second, 1, 100)), after(second));
        }

        // then
        assertThat(out.toString().lines())
                .containsExactly(
                        "images 0 of 100, 1 failed",
                        "images 10 of 100, 1 failed, 2.0/s, 45 s left",
                        "images 20 of 100, 1 failed, 2.0/s, 40 s left");
    }

    @Test
    void aStageThatHasSettledEverythingIsDone() {
        // given
        ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), false);

        // when
        display.finish(List.of(new StageCount("images", 98, 2, 100)));

        // then
        assertThat(out.toString().strip()).isEqualTo("images 98 of 100, 2 failed, done");
    }

    @Test
    void timesAreSaidAsPeopleSayThem() {
        assertThat(ProgressDisplay.time(Duration.ofSeconds(99))).isEqualTo("99 s");
        assertThat(ProgressDisplay.time(Duration.ofSeconds(124))).isEqualTo("2 min 04 s");
        assertThat(ProgressDisplay.time(Duration.ofMinutes(65))).isEqualTo("1 h 05 min");
    }
}
