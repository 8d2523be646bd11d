package io.steerscope.producer.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;

/**
 * The jobs of a design in the order in which they are produced.
 *
 * <p>The jobs are listed by pair id, method, alpha and seed, and the whole list is put into a random order by
 * {@link Collections#shuffle(List, Random)} with {@code new Random(orderSeed)}, whose algorithms the Java platform fixes.
 * So at any time the jobs done so far are a random sample of all, and a running mean estimates the final one.
 */
public final class ExperimentPlan {

    private final ExperimentDesign design;

    private ExperimentPlan(ExperimentDesign design) {
        this.design = design;
    }

    /** The plan of a design. */
    public static ExperimentPlan of(ExperimentDesign design) {
        return new ExperimentPlan(design);
    }

    /** The design as it is recorded. */
    public Experiment experiment() {
        return design.experiment();
    }

    /** All jobs, in the order in which they are produced; jobs share the exemplar lists, which cannot be changed. */
    public List<GenerationJob> jobs() {
        Exemplars exemplars = new Exemplars(design.pairs(), design.orderSeed());
        List<GenerationJob> jobs = new ArrayList<>(Math.toIntExact(design.expectedJobs()));
        design.pairs().pairs().stream()
                .sorted(Comparator.comparing(Pair::pairId))
                .forEach(pair -> design.methods().forEach(method -> addJobs(pair, method, exemplars, jobs)));
        Collections.shuffle(jobs, new Random(design.orderSeed()));
        return Collections.unmodifiableList(jobs);
    }

    private void addJobs(Pair pair, String method, Exemplars exemplars, List<GenerationJob> jobs) {
        for (double alpha : design.alphas()) {
            for (long seed : design.seeds()) {
                jobs.add(new GenerationJob(
                        new Identity(design.experimentId(), pair.pairId(), method, alpha, seed),
                        pair.category(),
                        pair.source(),
                        pair.target(),
                        exemplars.of(pair, SteeringMethod.of(method)),
                        design.settings()));
            }
        }
    }
}
