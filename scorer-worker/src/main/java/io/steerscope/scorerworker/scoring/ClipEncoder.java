package io.steerscope.scorerworker.scoring;

import java.util.List;

import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;

/**
 * A CLIP model as the encoder of a stage.
 *
 * @param model closed with the encoder
 */
public record ClipEncoder(ClipModel model) implements ImageTextEncoder {

    @Override
    public float[][] encodeImages(List<float[]> pixelValues) {
        return model.encodeImages(pixelValues);
    }

    @Override
    public List<TextEmbedding> encodeTexts(List<String> texts) {
        return model.encodeTexts(texts);
    }

    @Override
    public void close() {
        model.close();
    }
}
