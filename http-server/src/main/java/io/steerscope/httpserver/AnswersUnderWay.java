package io.steerscope.httpserver;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Answers that wait for their clients to take them. One that is taken too slowly is cut off; so are the oldest while
 * all of them together are too large, since a client that means well takes its answer within moments.
 */
final class AnswersUnderWay {

    private final Map<Answer, Boolean> answers = new ConcurrentHashMap<>();
    private final ServerLimits limits;
    private final LongSupplier nanoTime;

    /** One answer; {@link #end} has to be called. */
    final class Answer {
        private final long bytes;
        private final long beganNanos = nanoTime.getAsLong();
        private final Runnable cut;

        private Answer(long bytes, Runnable cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        void end() {
            answers.remove(this);
        }
    }

    AnswersUnderWay(ServerLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** @param cut ends the connection of the answer */
    Answer begin(long bytes, Runnable cut) {
        Answer answer = new Answer(bytes, cut);
        answers.put(answer, true);
        long all = bytes();
        while (all > limits.allAnswersBytes()) {
            Answer oldest = answers.keySet().stream()
                    .min(Comparator.comparingLong(one -> one.beganNanos))
                    .orElse(answer);
            if (oldest == answer) {
                break;
            }
            oldest.end();
            oldest.cut.run();
            all -= oldest.bytes;
        }
        return answer;
    }

    long bytes() {
        return answers.keySet().stream().mapToLong(one -> one.bytes).sum();
    }

    /** Cuts off what is taken too slowly. */
    void look() {
        long now = nanoTime.getAsLong();
        answers.keySet().forEach(answer -> {
            long seconds = limits.answerTime().toSeconds() + answer.bytes / limits.answerBytesPerSecond();
            if (now - answer.beganNanos > TimeUnit.SECONDS.toNanos(seconds)) {
                answer.end();
                answer.cut.run();
            }
        });
    }
}
