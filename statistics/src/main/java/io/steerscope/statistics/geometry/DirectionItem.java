package io.steerscope.statistics.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The images of one pair at one strength.
 *
 * @param pair the pair
 * @param category its category
 * @param alpha steering strength
 * @param seeds how many seeds there are
 * @param complete whether these are all seeds that it should have
 * @param margin mean over the seeds
 * @param figures mean over the seeds; null where one of them has none
 */
public record DirectionItem(
        String pair,
        String category,
        double alpha,
        int seeds,
        boolean complete,
        double margin,
        @Nullable DirectionalFigures figures) {

    /**
     * The items of images.
     *
     * @param images in order of pair, strength and seed
     * @param required the seeds that a complete item has
     */
    static List<DirectionItem> of(List<ImageDirection> images, Set<Long> required) {
        List<DirectionItem> items = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= images.size(); to++) {
            if (to == images.size() || !isOfOneItem(images.get(from), images.get(to))) {
                items.add(item(images.subList(from, to), required));
                from = to;
            }
        }
        return items;
    }

    private static boolean isOfOneItem(ImageDirection left, ImageDirection right) {
        return left.pair().equals(right.pair()) && left.alpha() == right.alpha();
    }

    private static DirectionItem item(List<ImageDirection> images, Set<Long> required) {
        ImageDirection first = images.get(0);
        double margins = 0.0;
        List<DirectionalFigures> figures = new ArrayList<>();
        long ofRequired = 0;
        for (ImageDirection image : images) {
            margins += image.margin();
            image.change().ifPresent(figures::add);
            ofRequired += required.contains(image.seed()) ? 1 : 0;
        }
        return new DirectionItem(
                first.pair(),
                first.category(),
                first.alpha(),
                images.size(),
                ofRequired == required.size(),
                margins / images.size(),
                figures.size() == images.size() ? DirectionalFigures.mean(figures) : null);
    }
}
