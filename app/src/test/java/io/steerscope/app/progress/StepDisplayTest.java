package io.steerscope.app.progress;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepDisplayTest {

    private final StringWriter written = new StringWriter();
    private final AtomicLong now = new AtomicLong();

    @Test
    void aTerminalShowsEveryStepOnOneLineThatIsGoneAtTheEnd() {
        // given
        StepDisplay display = display(true);

        // when
        advance(3);
        display.stepDone(1, 2);
        advance(2);
        display.stepDone(2, 2);
        display.end();

        // then
        assertThat(written.toString())
                .isEqualTo("\r\u001b[Kstep 1 of 2, 3.00 s per step\r\u001b[Kstep 2 of 2, 2.50 s per step\r\u001b[K");
    }

    @Test
    void elsewhereALineIsWrittenEveryTenSeconds() {
        // given
        StepDisplay display = display(false);

        // when
        for (int step = 1; step <= 6; step++) {
            advance(4);
            display.stepDone(step, 6);
        }
        display.end();

        // then
        assertThat(written.toString().lines())
                .containsExactly("step 3 of 6, 4.00 s per step", "step 6 of 6, 4.00 s per step");
    }

    @Test
    void aShortCommandWritesNothingElsewhere() {
        StepDisplay display = display(false);
        display.stepDone(1, 1);
        display.end();
        assertThat(written.toString()).isEmpty();
    }

    private void advance(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private StepDisplay display(boolean terminal) {
        return new StepDisplay(new PrintWriter(written), terminal, now::get);
    }
}
