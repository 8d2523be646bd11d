package io.steerscope.results.choosing;

import java.util.List;

import io.steerscope.results.diversity.NumberedPrompts;
import io.steerscope.statistics.embedding.PromptRemoval;
import io.steerscope.statistics.embedding.TextFeatures;

/** What is left of images without their prompts: kinds of image rather than kinds of prompt are found in it. */
public final class PromptResiduals {

    private static final double RIDGE = 0.001;

    private PromptResiduals() {}

    /**
     * The residuals of a ridge regression of the images on their texts (ridge 0.001).
     *
     * @param images vectors in key order, at least one
     * @param texts the vector of the prompt of each
     * @return a row for each image, in the dimensions of the images, of any length
     */
    public static double[][] of(List<float[]> images, List<float[]> texts) {
        NumberedPrompts numbered = new NumberedPrompts();
        int[] prompts =
                texts.stream().mapToInt(text -> numbered.of("", List.of(text))).toArray();
        double[][] residuals = new double[prompts.length][];
        PromptRemoval.of(images.toArray(float[][]::new), prompts, TextFeatures.of(numbered.texts(0)), RIDGE)
                .forEach((image, residual) -> residuals[image] = residual.clone());
        return residuals;
    }
}
