package io.steerscope.statistics.choosing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.steerscope.statistics.embedding.PrincipalComponents;

/** Which images to look at: the one entry of this package. */
public final class ImageChoice {

    private static final int MOST_PAIRS = 50;

    private final List<CandidateImage> images;
    private final int missing;
    private final ChoosingSettings settings;
    private final double[][] units;
    private final double[][] clustered;
    private final double[] scores;

    private ImageChoice(List<CandidateImage> all, double[][] rows, ChoosingSettings settings) {
        this.settings = settings;
        List<CandidateImage> scored = new ArrayList<>();
        List<double[]> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).score() != null) {
                scored.add(all.get(i));
                if (rows.length > 0) {
                    left.add(rows[i]);
                }
            }
        }
        this.images = scored;
        this.missing = all.size() - scored.size();
        this.units = UnitRows.of(scored);
        this.clustered = rows.length == 0 ? units : left.toArray(double[][]::new);
        this.scores = scored.stream()
                .mapToDouble(image -> image.score() == null ? 0.0 : image.score())
                .toArray();
    }

    /**
     * Chooses among images.
     *
     * @param images in key order, at least one of them with a score; those without are left out and counted
     * @throws IllegalArgumentException if two have the same key, dimensions differ, or none has a score
     */
    public static ChoosingResult of(List<CandidateImage> images, ChoosingSettings settings) {
        return of(images, new double[0][], settings);
    }

    /**
     * Chooses among images, with the hierarchies of other vectors than those of the images, such as what is left of
     * them without their prompts.
     *
     * @param clustered a vector for each image, of any length; none for the unit vectors of the images
     */
    public static ChoosingResult of(List<CandidateImage> images, double[][] clustered, ChoosingSettings settings) {
        Set<String> keys = new HashSet<>();
        images.forEach(image -> {
            if (!keys.add(image.key())) {
                throw new IllegalArgumentException("Two images have the key " + image.key());
            }
        });
        ImageChoice choice = new ImageChoice(images, clustered, settings);
        if (choice.images.isEmpty()) {
            throw new IllegalArgumentException("No image has a score");
        }
        return choice.result();
    }

    private ChoosingResult result() {
        int finest = settings.levels().stream().mapToInt(level -> level).max().orElse(1);
        Clusters clusters = new Clusters(
                clustered,
                images.stream().map(CandidateImage::key).toList(),
                finest,
                settings.mostImages(),
                settings.sampled());
        SortedMap<Integer, int[]> levels = new TreeMap<>();
        settings.levels().forEach(level -> levels.put(level, clusters.level(level)));
        PrincipalComponents components = PrincipalComponents.of(units, 2);
        NearDuplicates duplicates = new NearDuplicates(units, components.coordinates(), settings.duplicate());
        SortedMap<String, CategorySelection> selection = selection(duplicates);
        return new ChoosingResult(
                images,
                missing,
                clusters.sampled(),
                levels,
                slices(clusters),
                selection,
                duplicates.first(MOST_PAIRS),
                selection.values().stream()
                        .mapToInt(category -> category.n() - category.candidates())
                        .sum(),
                map(components));
    }

    private SliceAnalysis slices(Clusters clusters) {
        int[] groups = numbers(images.stream().map(CandidateImage::group).toList());
        int[] categories = numbers(images.stream().map(CandidateImage::category).toList());
        SliceDescriber[] describer = new SliceDescriber[1];
        return new SliceFinder(scores, groups, categories, settings.slices()).find(clusters.nodes(), members -> {
            if (describer[0] == null) {
                describer[0] = new SliceDescriber(images, units);
            }
            return describer[0].of(members);
        });
    }

    private static int[] numbers(Collection<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        return names.stream()
                .mapToInt(name -> {
                    int next = numbers.size();
                    return numbers.computeIfAbsent(name, any -> next);
                })
                .toArray();
    }

    private SortedMap<String, CategorySelection> selection(NearDuplicates duplicates) {
        SortedMap<String, int[]> places = new TreeMap<>();
        for (String category :
                new HashSet<>(images.stream().map(CandidateImage::category).toList())) {
            places.put(
                    category,
                    IntStream.range(0, images.size())
                            .filter(i -> images.get(i).category().equals(category))
                            .toArray());
        }
        double[] standardised = new double[scores.length];
        places.values().forEach(ofCategory -> {
            Moments moments = Moments.of(
                    IntStream.of(ofCategory).mapToDouble(i -> scores[i]).toArray());
            IntStream.of(ofCategory).forEach(i -> standardised[i] = moments.standardised(scores[i]));
        });
        Selector selector = new Selector(images, units, clustered, scores, standardised, duplicates, settings);
        SortedMap<String, CategorySelection> selection = new TreeMap<>();
        places.forEach((category, ofCategory) -> selection.put(category, selector.of(ofCategory)));
        return selection;
    }

    private static ImageMap map(PrincipalComponents components) {
        double[] x = new double[components.coordinates().length];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = components.coordinates()[i][0];
            y[i] = components.coordinates()[i][1];
        }
        return new ImageMap(x, y, components.explained());
    }
}
