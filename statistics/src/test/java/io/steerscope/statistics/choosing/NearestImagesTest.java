package io.steerscope.statistics.choosing;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NearestImagesTest {

    @Test
    void areThoseThatAScanOfAllFinds() {
        // given: more than one tile
        List<CandidateImage> images = TestImages.random(300, 7, 1, 6);
        double[][] units = UnitRows.of(images);

        // when
        NearestImages nearest = NearestImages.of(images, 4);

        // then
        for (int i = 0; i < 300; i++) {
            int own = i;
            int[] expected = IntStream.range(0, 300)
                    .filter(other -> other != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> 1.0 - dot(units[own], units[other])))
                    .limit(4)
                    .mapToInt(Integer::intValue)
                    .toArray();
            assertThat(nearest.places()[i]).containsExactly(expected);
            assertThat(nearest.distances()[i][3]).isEqualTo(1.0 - dot(units[i], units[expected[3]]), within(1e-12));
        }
    }

    @Test
    void ofEqualImagesTheFirstAreTheNearest() {
        // given
        float[] vector = {1.0f, 2.0f};
        List<CandidateImage> images = IntStream.range(0, 5)
                .mapToObj(i -> TestImages.image("i" + i, 0.0, vector))
                .toList();

        // then
        assertThat(NearestImages.of(images, 2).places())
                .isDeepEqualTo(new int[][] {{1, 2}, {0, 2}, {0, 1}, {0, 1}, {0, 1}});
        assertThat(NearestImages.of(images.subList(0, 1), 2).places()).isDeepEqualTo(new int[][] {{}});
    }

    private static double dot(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(j -> x[j] * y[j]).sum();
    }
}
