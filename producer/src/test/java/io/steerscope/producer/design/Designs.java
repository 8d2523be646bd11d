package io.steerscope.producer.design;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.producer.pairs.Pair;
import io.steerscope.producer.pairs.PairSet;
import io.steerscope.schemas.record.GeneratorSettings;

/** Small designs. */
public final class Designs {

    public static final GeneratorSettings SETTINGS =
            new GeneratorSettings("toy-sdxl", "euler", 10, 3.0, null, 64, 64, null);

    private Designs() {}

    /** Categories {@code a}, {@code b}, ... of the given sizes with pairs {@code a-0}, {@code a-1}, ... */
    public static PairSet pairs(int... sizes) {
        List<Pair> pairs = new ArrayList<>();
        for (int category = 0; category < sizes.length; category++) {
            String name = Character.toString('a' + category);
            for (int i = 0; i < sizes[category]; i++) {
                String id = name + "-" + i;
                pairs.add(new Pair(id, name, "source " + id, "target " + id));
            }
        }
        return new PairSet(pairs);
    }

    public static ExperimentDesign design(PairSet pairs, String... methods) {
        return new ExperimentDesign(
                "exp-1", pairs, List.of(0L, 1L), List.of(0.5, 0.8, 1.0), List.of(methods), SETTINGS, 42L);
    }
}
