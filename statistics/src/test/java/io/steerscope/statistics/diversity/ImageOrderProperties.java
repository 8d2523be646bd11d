package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.GaussianKernel;
import io.steerscope.statistics.embedding.Jackknife;
import io.steerscope.statistics.embedding.TextFeatures;

import static org.assertj.core.api.Assertions.assertThat;

/** No bit depends on the order in which images are given, nor on which groups are asked for beside a group. */
class ImageOrderProperties {

    private static final int DIMENSIONS = 7;
    private static final int CATEGORIES = 2;
    private static final int PAIRS = 4;
    private static final int SEEDS = 3;

    private final List<EmbeddedImage> images = new ArrayList<>();
    private final float[][] sources;
    private final float[][] targets;

    ImageOrderProperties() {
        Random random = new Random(1);
        sources = vectors(random, CATEGORIES * PAIRS);
        targets = vectors(random, CATEGORIES * PAIRS);
        for (int pair = 0; pair < CATEGORIES * PAIRS; pair++) {
            for (double alpha : new double[] {0.0, 0.5, 1.0}) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    images.add(new EmbeddedImage(
                            "pair-" + pair, "c" + pair % CATEGORIES, alpha, seed, pair, vectors(random, 1)[0]));
                }
            }
        }
        images.remove(5);
    }

    @Property(tries = 200)
    void imagesInAnyOrderGiveTheSameBits(@ForAll long seed) {
        // given
        List<EmbeddedImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(seed));

        // then
        assertThat(figures(shuffled, true, true)).isEqualTo(figures(images, true, true));
    }

    @Example
    void aGroupHasTheSameBitsBesideAnyOthers() {
        // given
        List<Object> all = figures(images, false, false);

        // then
        assertThat(figures(images, true, true)).containsAll(all);
        assertThat(figures(images, true, false)).containsAll(all);
    }

    /** All that is found, as objects that are equal where all bits are. */
    private List<Object> figures(List<EmbeddedImage> of, boolean byCategory, boolean byAlpha) {
        DiversitySettings settings = new DiversitySettings(
                byCategory,
                byAlpha,
                List.of(0.0, 0.001),
                true,
                new DiversitySettings.Gaussian(new GaussianKernel(0.8), 0, 1L),
                OptionalDouble.of(3.0),
                0.1,
                DiversitySettings.Intervals.ALL,
                9,
                1L,
                null);
        DiversityResult result = DiversityAnalysis.of(
                new ImageSet(
                        of, new PairTexts(sources, targets), Map.of("pair", TextFeatures.ofPairs(sources, targets))),
                settings,
                List.of());
        List<Object> figures = new ArrayList<>(result.items());
        figures.addAll(result.cells());
        for (GroupSpectrum spectrum : result.spectra()) {
            figures.add(spectrum.plain());
            figures.add(spectrum.conditional());
            figures.add(Optional.ofNullable(spectrum.gaussian()));
            figures.add(Optional.ofNullable(spectrum.permutation()));
            figures.add(estimates(spectrum.intervals()));
            GroupSpectrum.Change change = spectrum.change();
            figures.add(change == null ? List.of() : estimates(change.group()));
        }
        DiversityResult.Removal removal = result.removal();
        assertThat(removal).isNotNull();
        removal.regression().forEach((image, residual) -> figures.add(Arrays.toString(residual)));
        return figures;
    }

    private static List<Optional<Jackknife.Estimate>> estimates(@Nullable Jackknife jackknife) {
        return jackknife == null
                ? List.of()
                : Arrays.stream(Jackknife.Figure.values())
                        .map(jackknife::estimate)
                        .toList();
    }

    private static float[][] vectors(Random random, int count) {
        float[][] vectors = new float[count][DIMENSIONS];
        for (float[] vector : vectors) {
            for (int j = 0; j < DIMENSIONS; j++) {
                vector[j] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }
}
