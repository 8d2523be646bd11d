package io.steerscope.statistics.diversity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.embedding.ImageAccumulator;
import io.steerscope.statistics.embedding.ImageMoments;
import io.steerscope.statistics.embedding.TextFeatures;

/**
 * The moments of groups, each image taken once: the images of a cell in key order by one thread, then cells joined in
 * the order of category and strength to categories, strengths and all images. The cells are those of the set, whatever
 * the groups that are asked for, so that a group has the same bits beside any others.
 *
 * <p>Moments are handed over and dropped: memory is that of a few categories.
 */
final class GroupMoments {

    /** Categories side by side; their cells are side by side too. */
    private static final int BATCH = 2;

    private final ImageSet set;
    private final List<TextFeatures> texts;
    private final BiFunction<ImageGroup, ImageMoments, GroupSpectrum> use;
    private final Map<Key, ImageGroup> groups = new ConcurrentHashMap<>();
    private final Map<Key, GroupSpectrum> made = new ConcurrentHashMap<>();
    private final Map<Double, ImageAccumulator> byAlpha = new TreeMap<>();
    private final ImageAccumulator all;

    private record Key(@Nullable String category, @Nullable Double alpha) {

        private static Key of(ImageGroup group) {
            return new Key(group.category(), group.alpha());
        }
    }

    private GroupMoments(
            ImageSet set,
            List<TextFeatures> texts,
            List<ImageGroup> groups,
            BiFunction<ImageGroup, ImageMoments, GroupSpectrum> use) {
        this.set = set;
        this.texts = texts;
        this.use = use;
        groups.forEach(group -> this.groups.put(Key.of(group), group));
        this.all = accumulator();
    }

    /**
     * What is made of the moments of each group, in the order of the groups.
     *
     * @param use called once for each group, by any thread
     */
    static List<GroupSpectrum> of(
            ImageSet set,
            List<TextFeatures> texts,
            List<ImageGroup> groups,
            BiFunction<ImageGroup, ImageMoments, GroupSpectrum> use) {
        GroupMoments moments = new GroupMoments(set, texts, groups, use);
        moments.take();
        return groups.stream()
                .map(group -> Objects.requireNonNull(moments.made.get(Key.of(group))))
                .toList();
    }

    private void take() {
        List<Map.Entry<String, List<ImageGroup>>> categories =
                List.copyOf(ImageGroup.cells(set).entrySet());
        for (int first = 0; first < categories.size(); first += BATCH) {
            List<Map<Double, ImageAccumulator>> batch = new ArrayList<>(
                    categories.subList(first, Math.min(categories.size(), first + BATCH)).parallelStream()
                            .map(category -> ofCategory(category.getKey(), category.getValue()))
                            .toList());
            for (Map<Double, ImageAccumulator> cells : batch) {
                cells.forEach((alpha, cell) -> {
                    all.merge(cell);
                    if (groups.containsKey(new Key(null, alpha))) {
                        byAlpha.computeIfAbsent(alpha, any -> accumulator()).merge(cell);
                    }
                });
            }
        }
        Stream.concat(
                        Stream.of(Map.entry(new Key(null, null), all)),
                        byAlpha.entrySet().stream()
                                .map(entry -> Map.entry(new Key(null, entry.getKey()), entry.getValue())))
                .toList()
                .parallelStream()
                .forEach(entry -> finish(entry.getKey(), entry.getValue()));
    }

    /** The cells of a category by strength; those that are groups are finished, and the category too. */
    private Map<Double, ImageAccumulator> ofCategory(String category, List<ImageGroup> cells) {
        List<ImageAccumulator> taken = cells.parallelStream().map(this::ofCell).toList();
        Map<Double, ImageAccumulator> byStrength = new TreeMap<>();
        for (int cell = 0; cell < taken.size(); cell++) {
            byStrength.put(Objects.requireNonNull(cells.get(cell).alpha()), taken.get(cell));
        }
        if (groups.containsKey(new Key(category, null))) {
            ImageAccumulator joined = accumulator();
            byStrength.values().forEach(joined::merge);
            finish(new Key(category, null), joined);
        }
        return byStrength;
    }

    private ImageAccumulator ofCell(ImageGroup cell) {
        ImageAccumulator accumulator = accumulator();
        for (int place : cell.places()) {
            EmbeddedImage image = set.images().get(place);
            accumulator.add(image.prompt(), image.vector());
        }
        finish(Key.of(cell), accumulator);
        return accumulator;
    }

    private void finish(Key key, ImageAccumulator accumulator) {
        ImageGroup group = groups.get(key);
        if (group != null) {
            made.put(key, use.apply(group, accumulator.moments()));
        }
    }

    private ImageAccumulator accumulator() {
        return new ImageAccumulator(set.dimensions(), texts);
    }
}
