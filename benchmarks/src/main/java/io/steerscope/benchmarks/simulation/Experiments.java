package io.steerscope.benchmarks.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

import io.steerscope.statistics.random.SplitMix64;

/**
 * Many experiments, each with its own random numbers, on all cores.
 *
 * @param count number of experiments
 * @param seed seed of all of them
 */
record Experiments(int count, long seed) {

    /** One experiment: which of the scenario's events happened. */
    interface Experiment {
        boolean[] run(SplittableRandom random);
    }

    /**
     * What is counted.
     *
     * @param question what happened, for all methods
     * @param method what was tried
     * @param promise what rate the method promises, in words; empty where it promises none
     */
    record Event(String question, String method, String promise) {}

    /** So many times fewer experiments, for a scenario that takes longer; one at least. */
    Experiments oneIn(int times) {
        return new Experiments(Math.max(1, count / times), seed);
    }

    /**
     * The rates of the events of one scenario.
     *
     * @param size size of one experiment, in words
     */
    List<Rate> rates(Population population, String size, List<Event> events, Experiment experiment) {
        return rates(population.name(), population.words(), size, events, experiment);
    }

    /**
     * The rates of the events of one scenario over values of another kind.
     *
     * @param values where the values come from, in words
     */
    List<Rate> rates(String values, String size, List<Event> events, Experiment experiment) {
        return rates(values, values, size, events, experiment);
    }

    private List<Rate> rates(String name, String values, String size, List<Event> events, Experiment experiment) {
        long scenario = SplitMix64.mix(seed ^ (name + size + events).hashCode());
        AtomicLongArray happened = new AtomicLongArray(events.size());
        IntStream.range(0, count).parallel().forEach(index -> {
            boolean[] outcome =
                    experiment.run(new SplittableRandom(SplitMix64.mix(scenario + index * SplitMix64.GOLDEN_GAMMA)));
            for (int event = 0; event < outcome.length; event++) {
                happened.addAndGet(event, outcome[event] ? 1 : 0);
            }
        });
        List<Rate> rates = new ArrayList<>();
        for (int event = 0; event < events.size(); event++) {
            rates.add(new Rate(events.get(event), values, size, happened.get(event), count));
        }
        return rates;
    }
}
