package io.steerscope.benchmarks.scaling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The commits of a worker by what it answers at {@code /metrics}, ten times a second. */
final class ScrapedCommits implements CommitSource {

    private static final int LOOK_MILLIS = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final List<Commit> commits = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "scrape");

    /** @param port of a worker that may not have started yet */
    ScrapedCommits(int port) {
        this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(Duration.ofSeconds(2))
                .build();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public synchronized CommitTrace trace() {
        return new CommitTrace(commits);
    }

    private void run() {
        try {
            while (true) {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                add(read(System.currentTimeMillis(), answer.body()));
            }
        } catch (IOException e) {
            // Not there yet, or gone: what it has committed is what was seen.
        }
    }

    private synchronized void add(Commit commit) {
        long before = commits.isEmpty() ? 0 : commits.get(commits.size() - 1).commits();
        if (commit.commits() > before) {
            commits.add(commit);
        }
    }

    /** Reads an answer; a worker that loads its model has no figures and has committed nothing. */
    static Commit read(long at, String metrics) {
        return new Commit(
                at,
                (long) value(metrics, "steerscope_worker_commits_total"),
                (long) value(metrics, "steerscope_worker_emitted_total"),
                value(metrics, "steerscope_worker_commit_seconds_sum"));
    }

    private static double value(String metrics, String name) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
