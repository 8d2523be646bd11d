package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import io.steerscope.statistics.embedding.PrincipalComponents;

import static org.assertj.core.api.Assertions.assertThat;

/** The grid finds what comparing all pairs finds. */
class NearDuplicatesProperties {

    @Property(tries = 100)
    void theGridMissesNoPair(@ForAll long seed, @ForAll @DoubleRange(min = 0.3, max = 1.0) double least) {
        // given: images, some of them twice or nearly
        Random random = new Random(seed);
        List<CandidateImage> images = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            float[] vector = i % 3 == 2 ? images.get(i - 1).vector().clone() : TestImages.vector(random, 4);
            if (i % 6 == 5) {
                vector[0] += 0.01f * random.nextFloat();
            }
            images.add(TestImages.image("i%02d".formatted(i), 0.0, vector));
        }
        double[][] units = UnitRows.of(images);

        // when
        NearDuplicates duplicates =
                new NearDuplicates(units, PrincipalComponents.of(units, 2).coordinates(), least);

        // then
        List<ChoosingResult.Duplicate> expected = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int own = i;
            for (int j = i + 1; j < 40; j++) {
                double cosine = UnitRows.cosine(units[i], units[j]);
                if (cosine >= least) {
                    expected.add(new ChoosingResult.Duplicate(i, j, cosine));
                }
            }
            if (kept.stream().noneMatch(other -> UnitRows.cosine(units[own], units[other]) >= least)) {
                kept.add(i);
            }
        }
        assertThat(duplicates.first(1_000)).isEqualTo(expected);
        assertThat(duplicates.kept(IntStream.range(0, 40).toArray()))
                .containsExactly(kept.stream().mapToInt(Integer::intValue).toArray());
    }
}
