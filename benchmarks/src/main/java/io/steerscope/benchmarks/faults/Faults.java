package io.steerscope.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.KafkaException;

/**
 * Runs an experiment once without a fault, then again and again on topics of its own while its processes are killed,
 * stopped and continued; and compares.
 */
final class Faults {

    private static final List<String> ROLES = List.of("generator", "scorer", "aggregator");
    private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(10);

    private final TrialSettings settings;
    private final FaultTable table;
    private final Random random;
    private final Map<String, RoleProcess> brokers;
    private final Replicas replicas;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long start = System.nanoTime();

    /**
     * Faults that were not begun.
     *
     * @param brokers the brokers by name; they are started and ended here
     */
    Faults(TrialSettings settings, FaultTable table, long seed, Map<String, RoleProcess> brokers) {
        this.settings = settings;
        this.table = table;
        this.random = new Random(seed);
        this.brokers = new LinkedHashMap<>(brokers);
        this.replicas = new Replicas(settings.bootstrapServers(), brokers.size());
    }

    private record Report(String published, String read) {}

    /**
     * Runs.
     *
     * @param kills how often each role is killed
     * @param stops how often each role is stopped and continued
     * @param rounds over how many experiments that is spread
     */
    void run(int kills, int stops, int rounds) throws Exception {
        try (AutoCloseable all = this::endBrokers) {
            startBrokers();
            Report undisturbed = round("calm.", List.of(), 0);
            for (int round = 1; round <= rounds; round++) {
                Report report = round(
                        "faults-" + round + ".",
                        plan(share(kills, round, rounds), share(stops, round, rounds)),
                        share(kills, round, rounds));
                if (!report.equals(undisturbed)) {
                    table.problem("round " + round + " ended in another report");
                }
            }
        }
    }

    /**
     * Runs one experiment during which processes are killed, each time another one chosen at random.
     *
     * @param kills how often
     */
    void runRandom(int kills) throws Exception {
        try (AutoCloseable all = this::endBrokers) {
            startBrokers();
            Report undisturbed = round("calm.", List.of(), 0);
            List<String> victims = victims();
            List<Planned> plan = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                plan.add(new Planned(victims.get(random.nextInt(victims.size())), Fault.KILL));
            }
            if (!round("killed.", plan, 0).equals(undisturbed)) {
                table.problem("it ended in another report");
            }
        }
    }

    private void startBrokers() throws IOException {
        for (RoleProcess broker : brokers.values()) {
            broker.start();
        }
    }

    private void endBrokers() {
        brokers.values().forEach(RoleProcess::close);
    }

    private List<String> victims() {
        List<String> victims = new ArrayList<>(ROLES);
        victims.addAll(brokers.keySet());
        return victims;
    }

    private record Planned(String role, Fault fault) {

        @Override
        public String toString() {
            return "SIG" + fault + " of " + role;
        }
    }

    private List<Planned> plan(int kills, int stops) {
        List<Planned> plan = new ArrayList<>();
        for (String role : victims()) {
            for (int i = 0; i < kills; i++) {
                plan.add(new Planned(role, Fault.KILL));
            }
            for (int i = 0; i < stops; i++) {
                plan.add(new Planned(role, Fault.STOP));
            }
        }
        Collections.shuffle(plan, random);
        return plan;
    }

    private static int share(int whole, int round, int rounds) {
        return whole * round / rounds - whole * (round - 1) / rounds;
    }

    private Report round(String prefix, List<Planned> faults, int producerKills) throws Exception {
        try (Trial trial = new Trial(settings, prefix)) {
            TrialRecords records = new TrialRecords(settings.bootstrapServers(), prefix);
            await("the broker to answer", () -> {
                trial.createTopics();
                return true;
            });
            trial.start();
            await("all roles to be ready", () -> settings.httpPorts().values().stream()
                    .allMatch(this::isReady));
            produce(trial, producerKills);
            for (int i = 0; i < faults.size(); i++) {
                int due = (int) ((long) trial.images() * i / (faults.size() + 1));
                awaitScores(records, due);
                pause(random.nextInt(1_500));
                if (scores(records) >= trial.images()) {
                    table.cameLate(faults.get(i).role(), faults.get(i).fault());
                }
                inject(trial, faults.get(i));
                say("%s%s SIG%s, %d of %d scores"
                        .formatted(
                                prefix, faults.get(i).role(), faults.get(i).fault(), scores(records), trial.images()));
            }
            awaitScores(records, trial.images());
            await("the report", () -> records.publishedReport() != null);
            trial.restartEnded().forEach(table::problem);
            check(trial, records);
            return new Report(String.valueOf(records.publishedReport()), records.report());
        }
    }

    private int scores(TrialRecords records) {
        return records.counts(records.topics().scores()).size();
    }

    private void produce(Trial trial, int kills) throws IOException, InterruptedException {
        for (int killed = 0; killed < kills; ) {
            RoleProcess producer = trial.producer().start();
            pause(500 + random.nextInt(4_000));
            if (producer.kill()) {
                killed++;
                table.tried("producer", Fault.KILL, true);
            }
        }
        RoleProcess producer = trial.producer().start();
        Integer status = producer.awaitEnd(TrialSettings.PATIENCE);
        if (status == null || status != 0) {
            throw new IllegalStateException("produce after " + kills + " kills: " + producer.lastLine());
        }
    }

    private void inject(Trial trial, Planned planned) throws IOException, InterruptedException {
        RoleProcess broker = brokers.get(planned.role());
        RoleProcess victim = broker == null ? trial.role(planned.role()) : broker;
        boolean alive = victim.isAlive();
        if (planned.fault() == Fault.STOP) {
            victim.stopFor(LONGER_THAN_A_SESSION);
        } else {
            victim.kill();
            victim.start();
        }
        await("all roles to be ready after " + planned, () -> isBack(victim));
        List<String> ended = trial.restartEnded();
        ended.forEach(line -> table.problem(planned + ": " + line));
        table.tried(planned.role(), planned.fault(), alive && ended.isEmpty());
    }

    /**
     * Every role has to be ready before the next fault: what starts while the broker is away says so, and ends. A
     * broker that came back has to have what the others have: of three, one may be lost at a time.
     */
    private boolean isBack(RoleProcess victim) throws InterruptedException {
        return victim.isAlive()
                && settings.brokerPorts().stream().allMatch(Faults::isOpen)
                && replicas.areInSync()
                && settings.httpPorts().values().stream().allMatch(this::isReady);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isReady(int port) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void check(Trial trial, TrialRecords records) {
        Map<String, Integer> jobs = records.counts(records.topics().jobs());
        table.lost("jobs", trial.images() - jobs.size());
        once("jobs", jobs, jobs);
        once("images", jobs, records.counts(records.topics().images()));
        once("summaries", jobs, records.counts(records.topics().imageSummaries()));
        Map<String, Integer> scores = records.counts(records.topics().scores());
        table.lost("scores", trial.images() - scores.size());
        once("scores", scores, scores);
        table.doubled(
                "dead letters", records.counts(records.topics().deadLetters()).size());
    }

    private void once(String what, Map<String, Integer> expected, Map<String, Integer> found) {
        table.lost(
                what,
                expected.keySet().stream()
                        .filter(key -> !found.containsKey(key))
                        .count());
        table.doubled(what, found.values().stream().mapToInt(times -> times - 1).sum());
        table.doubled(
                what + " of no job",
                found.keySet().stream()
                        .filter(key -> !expected.containsKey(key))
                        .count());
    }

    /** Waits as long as there are more and more scores. */
    private void awaitScores(TrialRecords records, int due) throws InterruptedException {
        AtomicInteger found = new AtomicInteger(-1);
        do {
            int before = found.get();
            await("more than %d of %d scores".formatted(Math.max(before, 0), due), () -> {
                found.set(scores(records));
                return found.get() >= due || found.get() > before;
            });
            if (found.get() == before) {
                return;
            }
        } while (found.get() < due);
    }

    /** Waits for a condition; a broker that is away makes it wait, too. */
    private void await(String what, Callable<Boolean> condition) throws InterruptedException {
        long deadline = System.nanoTime() + TrialSettings.PATIENCE.toNanos();
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (KafkaException | IllegalStateException e) {
                say("while waiting for " + what + ": " + e.getMessage());
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() - deadline > 0) {
                table.problem("waited " + TrialSettings.PATIENCE.toSeconds() + " s for " + what);
                return;
            }
            pause(300);
        }
    }

    private static void pause(long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
    }

    private void say(String line) {
        System.out.printf("%5d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), line);
        System.out.flush();
    }
}
