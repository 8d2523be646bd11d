package io.steerscope.aggregator.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.steerscope.interactivequeries.InputPosition;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.results.design.UnknownSubjectException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class SnapshotsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final State state = new State();
    private final Snapshots snapshots = Snapshots.shared(state::version, nanos::get);

    @AfterEach
    void close() {
        snapshots.close();
    }

    @Test
    void anAnswerIsFoundOnceAndGivenAsLongAsNothingMoves() {
        // when
        List<Integer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(snapshots.get(state.question("a")).value());
            snapshots.refresh();
        }

        // then
        assertThat(answers).containsOnly(1);
    }

    @Test
    void anAnswerIsFoundAnewInTheBackgroundWhenThePositionHasMoved() {
        // given
        snapshots.get(state.question("a"));
        state.position.incrementAndGet();

        // then
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(1);

        // when
        snapshots.refresh();

        // then
        Snapshot<Integer> fresh = snapshots.get(state.question("a"));
        assertThat(fresh.value()).isEqualTo(2);
        assertThat(fresh.version().isAt(state.version())).isTrue();
    }

    @Test
    void whileManyWaitForNewAnswersThoseThatAreThereAreGiven() throws Exception {
        // given
        snapshots.get(state.question("there"));
        CountDownLatch blocked = new CountDownLatch(1);
        state.blocked = blocked;
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 2 * Snapshots.LARGEST_WAITING; i++) {
                answers.add(threads.submit(
                        () -> snapshots.get(state.question("new")).value()));
            }
            await().until(() -> answers.stream().filter(Future::isDone).count() == Snapshots.LARGEST_WAITING);

            // then
            assertThat(snapshots.get(state.question("there")).value()).isEqualTo(1);
            assertThatThrownBy(() -> snapshots.get(state.question("another")))
                    .isInstanceOfSatisfying(StateUnavailableException.class, e -> assertThat(e.reason())
                            .isEqualTo(Reason.BUSY));

            // when
            blocked.countDown();

            // then
            await().until(() -> answers.stream().allMatch(Future::isDone));
            state.blocked = null;
            assertThat(snapshots.get(state.question("another")).value()).isPositive();
        } finally {
            blocked.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void manyWhoAskAtFirstWaitForOneAnswer() throws Exception {
        // given
        state.blocked = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            // when
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(
                        threads.submit(() -> snapshots.get(state.question("a")).value()));
            }
            await().until(() -> state.asked.get() == 1);
            state.blocked.countDown();

            // then
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
            assertThat(state.asked).hasValue(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whatTakesLongIsFoundLessOften() {
        // given
        state.costMillis = 200;
        snapshots.get(state.question("a"));
        state.position.incrementAndGet();

        // when
        pass(1700);
        snapshots.refresh();

        // then
        assertThat(state.asked).hasValue(1);

        // when
        pass(100);
        snapshots.refresh();

        // then
        assertThat(state.asked).hasValue(2);
    }

    @Test
    void whatNobodyAsksForIsNotFoundAnewAndThenFoundByWhoAsks() {
        // given
        snapshots.get(state.question("a"));
        pass(9_000);
        snapshots.get(state.question("b"));

        // when
        pass(1_001);
        state.position.incrementAndGet();
        snapshots.refresh();

        // then
        assertThat(state.asked).hasValue(3);
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(4);
    }

    @Test
    void anAnswerThatAgesIsFoundAnewAfterASecond() {
        // given
        snapshots.get(new Timed(state));

        // when
        pass(999);
        snapshots.refresh();

        // then
        assertThat(state.asked).hasValue(1);

        // when
        pass(1);
        snapshots.refresh();

        // then
        assertThat(state.asked).hasValue(2);
    }

    @Test
    void whileTheStateIsAwayThereIsNoAnswer() {
        // given
        snapshots.get(state.question("a"));

        // when
        state.away = new StateUnavailableException(Reason.REBALANCING, "away");

        // then
        assertThatThrownBy(() -> snapshots.get(state.question("a"))).isSameAs(state.away);

        // when
        state.away = null;

        // then
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeFoundAnewHoldsForTwoSecondsAndNoLonger() {
        // given
        snapshots.get(state.question("a"));
        state.position.incrementAndGet();
        state.torn = new StateUnavailableException(Reason.RESTORING, "a part is away");

        // when
        snapshots.refresh();
        pass(2_000);
        snapshots.refresh();

        // then
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(1);

        // when
        pass(1);

        // then
        assertThatThrownBy(() -> snapshots.get(state.question("a"))).isSameAs(state.torn);

        // when
        state.torn = null;
        snapshots.refresh();

        // then
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(2);
    }

    @Test
    void anAnswerIsGivenAgainWhenItsStateIsBackWhereItWas() {
        // given
        snapshots.get(state.question("a"));
        state.position.incrementAndGet();
        state.torn = new StateUnavailableException(Reason.RESTORING, "a part is away");
        snapshots.refresh();
        pass(2_001);

        // when
        state.position.decrementAndGet();
        state.torn = null;
        snapshots.refresh();

        // then
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(2);
    }

    @Test
    void whatIsMadeOfAnAnswerThatCannotBeFoundIsNotGivenEither() {
        // given
        Derived derived = new Derived(state, snapshots);
        snapshots.get(derived);
        state.position.incrementAndGet();
        state.torn = new StateUnavailableException(Reason.RESTORING, "a part is away");
        snapshots.refresh();

        // when
        pass(2_001);

        // then
        assertThatThrownBy(() -> snapshots.get(derived)).isSameAs(state.torn);
    }

    @Test
    void whatIsMadeOfAnotherAnswerFollowsIt() {
        // given
        Derived derived = new Derived(state, snapshots);
        Snapshot<String> first = snapshots.get(derived);
        snapshots.refresh();

        // then
        assertThat(snapshots.get(derived)).isSameAs(first);

        // when
        state.position.incrementAndGet();
        snapshots.refresh();

        // then
        Snapshot<String> second = snapshots.get(derived);
        assertThat(first.value()).isEqualTo("of 1");
        assertThat(second.value()).isEqualTo("of 2");
        assertThat(second.version())
                .isSameAs(snapshots.get(state.question("base")).version());
        assertThat(state.asked).hasValue(2);
    }

    @Test
    void aSubjectThatIsGoneIsToldByTheNextAnswer() {
        // given
        snapshots.get(state.question("a"));
        state.position.incrementAndGet();
        state.torn = new UnknownSubjectException("gone");

        // when
        snapshots.refresh();

        // then
        assertThatThrownBy(() -> snapshots.get(state.question("a"))).isSameAs(state.torn);
        state.torn = null;
        assertThat(snapshots.get(state.question("a")).value()).isEqualTo(2);
    }

    @Test
    void aQuestionTooManyIsAnsweredAndNotKept() {
        // given
        for (int i = 0; i < Snapshots.LARGEST_NUMBER; i++) {
            snapshots.get(state.question("q" + i));
        }

        // when
        int first = snapshots.get(state.question("another")).value();
        int second = snapshots.get(state.question("another")).value();

        // then
        assertThat(second).isEqualTo(first + 1);
        assertThat(snapshots.get(state.question("q7")).value()).isEqualTo(8);
    }

    @Test
    void theThreadFindsAnewByItself() {
        // given
        snapshots.get(state.question("a"));
        snapshots.start(Duration.ofMillis(1));

        // when
        state.position.incrementAndGet();

        // then
        await().until(() -> snapshots.get(state.question("a")).value() == 2);
    }

    private void pass(long millis) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** A state whose answer is how often it was asked. */
    private final class State {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicLong position = new AtomicLong();
        volatile long costMillis;
        volatile @Nullable StateUnavailableException away;
        volatile @Nullable RuntimeException torn;
        volatile @Nullable CountDownLatch blocked;

        StateVersion version() {
            StateUnavailableException problem = away;
            if (problem != null) {
                throw problem;
            }
            InputPosition.Offsets offsets = new InputPosition.Offsets(List.of(position.get()), List.of(position.get()));
            return new StateVersion(
                    new StateVersion.Coverage(1, 1),
                    new InputPosition(Instant.EPOCH, new TreeMap<>(Map.of("input", offsets))));
        }

        int ask() {
            RuntimeException problem = torn;
            if (problem != null) {
                throw problem;
            }
            int answer = asked.incrementAndGet();
            CountDownLatch latch = blocked;
            if (latch != null) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            pass(costMillis);
            return answer;
        }

        Question<Integer> question(String name) {
            return new Plain(this, name);
        }
    }

    private record Plain(State state, String name) implements Question<Integer> {
        @Override
        public Snapshot<Integer> ask() {
            StateVersion version = state.version();
            return new Snapshot<>(version, state.ask());
        }
    }

    private record Timed(State state) implements Question<Integer> {
        @Override
        public Snapshot<Integer> ask() {
            StateVersion version = state.version();
            return new Snapshot<>(version, state.ask());
        }

        @Override
        public boolean isTimed() {
            return true;
        }
    }

    private record Derived(State state, Snapshots snapshots) implements Question<String> {
        @Override
        public Snapshot<String> ask() {
            Snapshot<Integer> base = snapshots.get(state.question("base"));
            return new Snapshot<>(base.version(), "of " + base.value());
        }

        @Override
        public Optional<Question<?>> base() {
            return Optional.of(state.question("base"));
        }
    }
}
