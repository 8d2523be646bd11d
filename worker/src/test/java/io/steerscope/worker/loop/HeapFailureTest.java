package io.steerscope.worker.loop;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.schemas.consumer.HeapFailure;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.FailureKind;

import static io.steerscope.worker.loop.FakeCluster.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

final class HeapFailureTest {

    @ParameterizedTest
    @CsvSource({
        "huge, the record alone takes more memory than the process has (Java heap space); a larger heap (-Xmx) may help",
        "vast, the record alone takes more memory than the process has (Java heap space); a larger heap (-Xmx) may help",
        "deep, the record alone overflows the stack of a thread",
    })
    void aRecordThatExhaustsTheHeapOrTheStackIsADeadLetterAndItsNeighboursGoOn(String value, String error) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", "b", value, "c", "d");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "B", "C", "D");
            DeadLetter letter = fixture.deadLetter(0);
            assertThat(letter.getKind()).isEqualTo(FailureKind.PROCESSING_ERROR);
            assertThat(letter.getError()).isEqualTo(error);
        }
    }

    @Test
    void aRecordThatFitsOnceOthersAreDoneIsNoDeadLetter() {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.settings = fixture.settings.withPrepareThreads(4);
            fixture.cluster.append(P0, "a", "crowded 1", "b", "crowded 2", "c");

            // when
            fixture.start().awaitAllCommitted();

            // then
            assertThat(fixture.cluster.outputs()).containsExactly("A", "CROWDED 1", "B", "CROWDED 2", "C");
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native prepare", "native model"})
    void nativeMemoryThatRunsOutEndsTheWorkerAndBlamesNoRecord(String value) {
        try (WorkerFixture fixture = new WorkerFixture()) {
            // given
            fixture.cluster.append(P0, "a", value);

            // when
            fixture.start();

            // then
            await().until(() -> fixture.worker.state().isFinal());
            assertThat(fixture.worker.failure().orElseThrow()).isInstanceOf(OutOfMemoryError.class);
            assertThat(fixture.cluster.deadLetters()).isEmpty();
        }
    }

    @Test
    void onlyErrorsThatARecordCausesByItsSizeAreARecords() {
        List<Error> ofARecord = List.of(
                new StackOverflowError(),
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError("Java heap space: failed reallocation of scalar replaced objects"),
                new OutOfMemoryError("Requested array size exceeds VM limit"),
                new OutOfMemoryError("Required array size too large"),
                new OutOfMemoryError("GC overhead limit exceeded"));
        List<Error> ofTheRuntime = List.of(
                new OutOfMemoryError("Metaspace"),
                new OutOfMemoryError("Map failed"),
                new OutOfMemoryError(
                        "unable to create native thread: possibly out of memory or process limits reached"),
                new OutOfMemoryError("Cannot reserve 1 bytes of direct buffer memory"),
                new OutOfMemoryError(),
                new UnsatisfiedLinkError("jnitorch"),
                new NoClassDefFoundError("x"),
                new InternalError("a fault occurred in an unsafe memory access operation"));

        assertThat(ofARecord).allMatch(HeapFailure::isOfARecord);
        assertThat(ofTheRuntime).noneMatch(HeapFailure::isOfARecord);
    }
}
