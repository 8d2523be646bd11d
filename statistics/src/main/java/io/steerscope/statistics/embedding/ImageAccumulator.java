package io.steerscope.statistics.embedding;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Takes the images of a group one after another, in key order, and keeps what the spectra need: the vectors themselves
 * while they are fewer than their dimensions d, second moments of d x d from there on. A prompt's images are summed
 * before its text is multiplied in; more prompts than text features has dimensions go into C_xx and C_xy as they come.
 * Memory does not grow with the number of images.
 *
 * <p>Not safe to share between threads.
 */
public final class ImageAccumulator {

    private final int dimensions;
    private final List<TextFeatures> texts;
    private final int mostTotals;
    private final RunningMean mean;
    private final BitSet prompts = new BitSet();
    private final Function<float[], double[]> features;
    private List<double[]> rows = new ArrayList<>();
    private List<Integer> promptsOfRows = new ArrayList<>();
    private @Nullable CentredScatter scatter;
    private PromptTotals totals;
    private final List<CrossMoments> crosses = new ArrayList<>();
    private int currentPrompt = -1;

    /**
     * Nothing yet.
     *
     * @param dimensions of the images' vectors
     * @param texts kinds of text features, none to leave prompts out
     */
    public ImageAccumulator(int dimensions, List<TextFeatures> texts) {
        this(dimensions, texts, UnitVectors::of);
    }

    /**
     * Nothing yet.
     *
     * @param features a vector of length 1 and of {@code dimensions} for an image
     */
    ImageAccumulator(int dimensions, List<TextFeatures> texts, Function<float[], double[]> features) {
        this.dimensions = dimensions;
        this.texts = List.copyOf(texts);
        this.features = features;
        this.mostTotals =
                texts.stream().mapToInt(TextFeatures::dimensions).max().orElse(0);
        this.mean = new RunningMean(dimensions);
        this.totals = new PromptTotals(dimensions);
    }

    /**
     * Takes the next image.
     *
     * @param prompt number of its prompt, at least 0; any where there are no text features
     * @param image its vector
     * @throws IllegalArgumentException if the vector has no direction
     */
    public void add(int prompt, float[] image) {
        addRow(prompt, features.apply(image));
    }

    private void addRow(int prompt, double[] vector) {
        mean.add(vector);
        prompts.set(prompt);
        if (scatter == null) {
            rows.add(vector);
            promptsOfRows.add(prompt);
            if (rows.size() == dimensions) {
                leaveRows();
            }
        } else {
            scatter.add(vector);
            addToTotals(prompt, vector);
        }
    }

    /**
     * Takes all images that another one took, as if after these; the other is not to be used afterwards. Figures may
     * differ in their last digits from those of the same images taken one by one.
     *
     * @param other of the same texts and dimensions
     */
    public void merge(ImageAccumulator other) {
        CentredScatter more = other.scatter;
        if (more == null) {
            for (int i = 0; i < other.rows.size(); i++) {
                addRow(other.promptsOfRows.get(i), other.rows.get(i));
            }
            return;
        }
        CentredScatter own = scatter == null ? leaveRows() : scatter;
        mean.merge(other.mean);
        own.merge(more);
        prompts.or(other.prompts);
        mergeTexts(other);
    }

    private void mergeTexts(ImageAccumulator other) {
        if (texts.isEmpty()) {
            return;
        }
        if (crosses.isEmpty() && !other.crosses.isEmpty()) {
            leaveTotals();
        }
        totals.merge(other.totals);
        for (int text = 0; text < other.crosses.size(); text++) {
            crosses.get(text).merge(other.crosses.get(text));
        }
        if (!crosses.isEmpty()) {
            flushTotals();
        } else if (totals.prompts() > mostTotals) {
            leaveTotals();
        }
        currentPrompt = -1;
    }

    /** Number of images so far. */
    public int n() {
        return mean.n();
    }

    /**
     * The moments of what was taken.
     *
     * @throws IllegalStateException if nothing was taken
     */
    public ImageMoments moments() {
        int n = mean.n();
        if (n == 0) {
            throw new IllegalStateException("No images");
        }
        if (scatter == null) {
            double[][] coordinates = Coordinates.reduced(rows.toArray(double[][]::new));
            return ofRows(
                    mean,
                    coordinates,
                    promptsOfRows.stream().mapToInt(Integer::intValue).toArray(),
                    texts,
                    dimensions);
        }
        List<TextMoments> beside = new ArrayList<>();
        if (crosses.isEmpty()) {
            texts.forEach(text -> beside.add(totals.moments(text, n)));
        } else {
            flushTotals();
            crosses.forEach(cross -> beside.add(cross.moments(n)));
        }
        return new ImageMoments(mean, scatter, beside, prompts.cardinality(), dimensions);
    }

    /** Moments of rows that stand for vectors with the same inner products. */
    static ImageMoments ofRows(
            RunningMean mean, double[][] rows, int[] prompts, List<TextFeatures> texts, int dimensions) {
        PromptTotals totals = new PromptTotals(rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            totals.add(prompts[i], rows[i]);
        }
        return new ImageMoments(
                mean,
                CentredScatter.of(rows),
                texts.stream().map(text -> totals.moments(text, rows.length)).toList(),
                totals.prompts(),
                dimensions);
    }

    private CentredScatter leaveRows() {
        CentredScatter left = new CentredScatter(dimensions);
        scatter = left;
        for (int i = 0; i < rows.size(); i++) {
            left.add(rows.get(i));
            addToTotals(promptsOfRows.get(i), rows.get(i));
        }
        rows = List.of();
        promptsOfRows = List.of();
        return left;
    }

    private void addToTotals(int prompt, double[] vector) {
        if (texts.isEmpty()) {
            return;
        }
        if (!crosses.isEmpty() && prompt != currentPrompt) {
            flushTotals();
        }
        currentPrompt = prompt;
        totals.add(prompt, vector);
        if (crosses.isEmpty() && totals.prompts() > mostTotals) {
            leaveTotals();
        }
    }

    private void leaveTotals() {
        texts.forEach(text -> crosses.add(new CrossMoments(text, dimensions)));
        flushTotals();
    }

    private void flushTotals() {
        crosses.forEach(totals::forEach);
        totals = new PromptTotals(dimensions);
    }
}
