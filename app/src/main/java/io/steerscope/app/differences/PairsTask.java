package io.steerscope.app.differences;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.table.FieldText;
import io.steerscope.statistics.differences.AttributeRanking;
import io.steerscope.statistics.differences.ImagePair;
import io.steerscope.statistics.geometry.Offsets;

/** Pairs of images, with a text about the difference of each, and whether it is true of the first or the second. */
public final class PairsTask {

    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String TEXT = "text";
    private static final String TRUTH = "truth";
    private static final String FIRST_CAPTION = "first_caption";
    private static final String SECOND_CAPTION = "second_caption";
    private static final String CATEGORY = "category";

    private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::first)
            .thenComparing(Pair::second)
            .thenComparing(Pair::text)
            .thenComparingInt(Pair::truth)
            .thenComparing(Pair::firstCaption)
            .thenComparing(Pair::secondCaption)
            .thenComparing(Pair::category);

    /**
     * A pair.
     *
     * @param firstCaption what the first image shows; empty in a file without captions
     */
    private record Pair(
            String first,
            String second,
            String text,
            int truth,
            String firstCaption,
            String secondCaption,
            String category,
            String where) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final SortedSet<String> images = new TreeSet<>();
    private final Needs needs = new Needs();
    private final boolean hasCaptions;
    private final boolean hasCategories;

    private PairsTask(boolean hasCaptions, boolean hasCategories) {
        this.hasCaptions = hasCaptions;
        this.hasCategories = hasCategories;
    }

    /**
     * Reads a file.
     *
     * @param file CSV with the columns {@code first}, {@code second}, {@code text}, {@code truth} and, if there are
     *     any, {@code first_caption}, {@code second_caption}, {@code category}
     * @throws io.steerscope.schemas.table.TableException if the file is not of this form
     */
    public static PairsTask read(Path file) throws IOException {
        InputTable table = InputTable.read(
                file, List.of(FIRST, SECOND, TEXT, TRUTH), List.of(FIRST_CAPTION, SECOND_CAPTION, CATEGORY));
        if (table.has(FIRST_CAPTION) != table.has(SECOND_CAPTION)) {
            throw new ActionableException(file + ":1:1: captions of one image alone: give both columns, "
                    + FIRST_CAPTION + " and " + SECOND_CAPTION);
        }
        PairsTask task = new PairsTask(table.has(FIRST_CAPTION), table.has(CATEGORY));
        table.rows().forEach(task::take);
        table.refuseFaults();
        task.pairs.sort(ORDER);
        return task;
    }

    private void take(InputTable.Row row) {
        Pair pair = new Pair(
                row.text(FIRST),
                row.text(SECOND),
                row.text(TEXT),
                truth(row),
                row.text(FIRST_CAPTION),
                row.text(SECOND_CAPTION),
                row.text(CATEGORY),
                row.where(TEXT));
        needs.addText(pair.text(), row.where(TEXT));
        for (String image : List.of(FIRST, SECOND)) {
            needs.addImage(row.text(image), row.where(image));
            images.add(row.text(image));
        }
        if (hasCaptions) {
            for (String caption : List.of(FIRST_CAPTION, SECOND_CAPTION)) {
                if (row.text(caption).isBlank()) {
                    row.fault(caption, caption + " is empty: fill it in, or leave out both columns of captions");
                } else {
                    needs.addText(row.text(caption), row.where(caption));
                }
            }
        }
        pairs.add(pair);
    }

    private static int truth(InputTable.Row row) {
        return switch (row.text(TRUTH)) {
            case "1", "+1" -> 1;
            case "-1" -> -1;
            case "0" -> 0;
            default -> {
                row.fault(
                        TRUTH,
                        "truth %s is none: write 1 (the text is true of the first image), -1 (of the second) or 0"
                                .formatted(FieldText.spelledOut(row.text(TRUTH))));
                yield 0;
            }
        };
    }

    /** Which vectors it takes. */
    public Needs needs() {
        return needs;
    }

    /**
     * The task with the vectors of a model that has all it needs: once with the texts about differences and, where the
     * file has captions, once with the differences of the captions in their place.
     */
    public List<PairsSet> with(EmbeddingSpace space) {
        List<PairsSet> sets = new ArrayList<>();
        List<String> texts = pairs.stream().map(Pair::text).distinct().sorted().toList();
        double[][] directions = texts.stream().map(space::text).toArray(double[][]::new);
        sets.add(set(
                space,
                space.name(),
                directions,
                each -> Collections.binarySearch(texts, pairs.get(each).text())));
        if (hasCaptions) {
            double[][] ofCaptions =
                    pairs.stream().map(pair -> ofCaptions(pair, space)).toArray(double[][]::new);
            sets.add(set(space, space.name() + ", captions", ofCaptions, each -> each));
        }
        return sets;
    }

    /**
     * From the caption of the other image to that of the image that the text is true of. Truth says which that is, and
     * stands in for the text: a text such as "larger" does not say of which caption it is true.
     */
    private static double[] ofCaptions(Pair pair, EmbeddingSpace space) {
        double[] first = space.text(pair.firstCaption());
        double[] second = space.text(pair.secondCaption());
        double[] direction = pair.truth() < 0
                ? AttributeRanking.direction(second, first)
                : AttributeRanking.direction(first, second);
        if (pair.truth() != 0 && !Offsets.hasDirection(direction)) {
            throw new ActionableException(pair.where() + ": the captions of the images have one vector in "
                    + space.textSource() + ", and so no difference: write other captions, or leave the row out");
        }
        return direction;
    }

    private PairsSet set(EmbeddingSpace space, String name, double[][] directions, IntUnaryOperator text) {
        List<String> names = List.copyOf(images);
        List<ImagePair> numbered = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            numbered.add(new ImagePair(
                    Collections.binarySearch(names, pairs.get(i).first()),
                    Collections.binarySearch(names, pairs.get(i).second()),
                    text.applyAsInt(i),
                    pairs.get(i).truth()));
        }
        List<String> categories =
                hasCategories ? pairs.stream().map(Pair::category).toList() : List.<String>of();
        double @Nullable [] none = null;
        return new PairsSet(name, Images.of(images, space), directions, numbered, categories, none);
    }
}
