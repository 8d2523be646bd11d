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

    /** What a scenario counts and promises. */
    record Event(String question, String method, double nominal) {}

    /** The rates of the events of one scenario. */
    List<Rate> rates(Population population, String size, List<Event> events, Experiment experiment) {
        long scenario = SplitMix64.mix(seed ^ (population.name() + size + events).hashCode());
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
            Event counted = events.get(event);
            rates.add(new Rate(
                    counted.question(),
                    counted.method(),
                    population,
                    size,
                    counted.nominal(),
                    happened.get(event),
                    count));
        }
        return rates;
    }
}
