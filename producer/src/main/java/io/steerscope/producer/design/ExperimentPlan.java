package io.steerscope.producer.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.producer.pairs.Pair;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.PromptPair;

/**
 * The jobs of a design in the order in which they are produced.
 *
 * <p>The items are listed by pair id, method and alpha, and the list is put into a random order by
 * {@link Collections#shuffle(List, Random)} with {@code new Random(orderSeed)}, whose algorithms the Java platform
 * fixes; the jobs of an item, one for each seed, stay together. So at any time the items done so far are a random
 * sample of all, and a running mean estimates the final one. (Shuffling single jobs would give random samples too, but
 * of few complete items: of three seeds, a third of the jobs would complete one item in 27.)
 *
 * <p>The unsteered images of a pair, first of the source prompt and then of the target prompt, each for every seed,
 * come directly before the pair's first item. The order of the items is the same with and without them.
 *
 * <p>Where only some pairs are planned, their items come first, in the order that they have without the others; the
 * items of the others follow, put into a random order by the same rule. The place of an item is its index among those
 * of its cell (category, method and alpha) in this order.
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

    /**
     * The jobs of every item, in the order in which they are produced; those of the first item of a pair begin with the
     * pair's unsteered images. Jobs share the exemplar lists, which cannot be changed.
     */
    public List<List<GenerationJob>> items() {
        Map<String, Pair> pairs = new HashMap<>();
        design.pairs().pairs().forEach(pair -> pairs.put(pair.pairId(), pair));
        return steered().stream()
                .map(item -> {
                    Pair pair = pairs.remove(item.get(0).getIdentity().getPairId());
                    return pair == null
                            ? item
                            : Stream.concat(unsteered(pair), item.stream()).toList();
                })
                .toList();
    }

    private Stream<GenerationJob> unsteered(Pair pair) {
        return design.baseline().images().stream()
                .flatMap(image -> jobs(pair, image.id(), image.alpha(), List.of(), null).stream());
    }

    /** An item that is to be made: a pair under one method at one alpha. */
    private record Item(Pair pair, String method, double alpha) {

        Cell cell() {
            return new Cell(pair.category(), method, alpha);
        }
    }

    private record Cell(String category, String method, double alpha) {}

    private List<List<GenerationJob>> steered() {
        Exemplars exemplars = new Exemplars(design.plannedPairs(), design.orderSeed(), design.exemplars());
        Map<Cell, Integer> places = new HashMap<>();
        return ordered().stream()
                .map(item -> jobs(
                        item.pair(),
                        item.method(),
                        item.alpha(),
                        exemplars.of(item.pair(), SteeringMethod.parse(item.method())),
                        places.merge(item.cell(), 1, Integer::sum) - 1))
                .toList();
    }

    private List<Item> ordered() {
        List<Pair> planned = design.plannedPairs().pairs();
        Set<Pair> isPlanned = new HashSet<>(planned);
        List<Item> items = new ArrayList<>(shuffled(planned));
        items.addAll(shuffled(design.pairs().pairs().stream()
                .filter(pair -> !isPlanned.contains(pair))
                .toList()));
        return items;
    }

    private List<Item> shuffled(List<Pair> pairs) {
        List<Item> items = new ArrayList<>();
        pairs.stream().sorted(Comparator.comparing(Pair::pairId)).forEach(pair -> design.methods()
                .forEach(method -> design.alphas().forEach(alpha -> items.add(new Item(pair, method, alpha)))));
        Collections.shuffle(items, new Random(design.orderSeed()));
        return items;
    }

    /** All jobs, in the order in which they are produced. */
    public List<GenerationJob> jobs() {
        return items().stream().flatMap(List::stream).toList();
    }

    private List<GenerationJob> jobs(
            Pair pair, String method, double alpha, List<PromptPair> exemplars, @Nullable Integer place) {
        return design.seeds().stream()
                .map(seed -> new GenerationJob(
                        new Identity(design.experimentId(), pair.pairId(), method, alpha, seed),
                        pair.category(),
                        pair.source(),
                        pair.target(),
                        exemplars,
                        design.settings(),
                        place))
                .toList();
    }
}
