package io.steerscope.benchmarks.queries;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks at fixed times, whether or not earlier questions are answered, and measures from the time at which a question
 * was due to the last byte of its answer: a server that stalls is charged for every question that fell into the stall.
 */
final class OpenLoopClient {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI server;
    private final Questions questions;
    private final Map<String, Queue<Long>> nanosByKind = new ConcurrentHashMap<>();
    private final Map<String, Queue<Integer>> refusals = new ConcurrentHashMap<>();

    OpenLoopClient(URI server, Questions questions) {
        this.server = server;
        this.questions = questions;
    }

    /** Asks for some time and returns when everything is answered. */
    void run(double perSecond, Duration time, Random random) {
        Phaser open = new Phaser(1);
        long start = System.nanoTime();
        long count = (long) (perSecond * time.toSeconds());
        for (long number = 0; number < count; number++) {
            long due = start + (long) (number / perSecond * 1e9);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            open.register();
            ask(questions.next(random), due, open);
        }
        open.arriveAndAwaitAdvance();
    }

    /** Times from due to answered in nanoseconds, by kind of question. */
    Map<String, long[]> nanosByKind() {
        Map<String, long[]> sorted = new TreeMap<>();
        nanosByKind.forEach((kind, nanos) -> sorted.put(
                kind, nanos.stream().mapToLong(Long::longValue).sorted().toArray()));
        return sorted;
    }

    /** Statuses other than 200, by kind of question; 0 for none at all. */
    Map<String, Queue<Integer>> refusals() {
        return refusals;
    }

    private void ask(Questions.Asked asked, long due, Phaser open) {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(asked.path())).build();
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).whenComplete((response, failure) -> {
            long nanos = System.nanoTime() - due;
            nanosByKind
                    .computeIfAbsent(asked.kind(), kind -> new ConcurrentLinkedQueue<>())
                    .add(nanos);
            int status = failure == null ? response.statusCode() : 0;
            if (status != 200) {
                refusals.computeIfAbsent(asked.kind(), kind -> new ConcurrentLinkedQueue<>())
                        .add(status);
            }
            open.arriveAndDeregister();
        });
    }
}
