package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steerscope.app.command.EmbeddedImages.EmbeddedImage;
import io.steerscope.inference.clip.ClipMargin;
import io.steerscope.inference.clip.TextEmbedding;

/**
 * Every image beside every text: cosines, and the measures derived from them.
 *
 * <p>CLIPScore is 100 cos (Hessel et al. 2021 write 2.5 cos; torchmetrics made 100 usual); unlike there, negative
 * values stay, since differences of cut values would be wrong. CLIP-IQA (Wang et al. 2023) is the softmax of 100 cos
 * over two texts, the second of which is the one whose probability is given.
 *
 * @param texts as they were given
 * @param embeddings of the texts
 * @param images compared with the texts
 */
record ClipComparison(List<String> texts, List<TextEmbedding> embeddings, EmbeddedImages images) {

    private static final double SCALE = 100;
    private static final int SHOWN = 60;

    ClipComparison {
        texts = List.copyOf(texts);
        embeddings = List.copyOf(embeddings);
    }

    /**
     * {@code texts} with ids and embeddings, and {@code images} with embeddings, cosines and what follows from them.
     */
    Map<String, Object> json() {
        List<Map<String, Object>> textFields = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("text", texts.get(i));
            fields.put("ids", embeddings.get(i).ids());
            fields.put("truncated", embeddings.get(i).truncated());
            fields.put("cut", embeddings.get(i).cut());
            fields.put("unknown_tokens", embeddings.get(i).unknown().size());
            fields.put("embedding", embeddings.get(i).vector());
            textFields.add(fields);
        }
        List<Map<String, Object>> imageFields = new ArrayList<>();
        for (EmbeddedImage image : images.images()) {
            double[] cosines = cosines(image);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", image.file().toString());
            fields.put("embedding", image.embedding());
            fields.put("cosine", cosines);
            fields.put("clipScore", scaled(cosines));
            if (isPair()) {
                fields.put("same_tokens", embeddings.get(0).hasSameTokensAs(embeddings.get(1)));
                fields.put("margin", cosines[1] - cosines[0]);
                fields.put("clipIqa", probability(cosines));
            }
            imageFields.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("texts", textFields);
        document.put("images", imageFields);
        return document;
    }

    /** A line for each image and text, and for two texts a line for each image; long texts are shortened. */
    String table() {
        if (images.images().isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("  cosine  CLIPScore  image, text\n");
        for (EmbeddedImage image : images.images()) {
            double[] cosines = cosines(image);
            for (int j = 0; j < cosines.length; j++) {
                table.append(
                        line(" %+.4f    %+7.2f  %s, %s", cosines[j], SCALE * cosines[j], image, shown(texts.get(j))));
            }
        }
        if (isPair()) {
            table.append("\n  margin   CLIP-IQA  image\n");
            for (EmbeddedImage image : images.images()) {
                double[] cosines = cosines(image);
                table.append(line(" %+.4f     %.4f  %s%s", cosines[1] - cosines[0], probability(cosines), image, ""));
            }
        }
        return table.toString();
    }

    /** A line for each text that is longer than the model takes. */
    List<String> cutTexts() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            TextEmbedding text = embeddings.get(i);
            if (text.truncated()) {
                lines.add("text " + (i + 1) + " is cut by " + text.cut() + " of " + (text.ids().length + text.cut())
                        + " tokens");
            }
        }
        return lines;
    }

    private static String shown(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN - 1) + "…";
    }

    private boolean isPair() {
        return texts.size() == 2;
    }

    private double[] cosines(EmbeddedImage image) {
        return embeddings.stream()
                .mapToDouble(text -> ClipMargin.cosine(image.embedding(), text.vector()))
                .toArray();
    }

    private static double[] scaled(double[] cosines) {
        double[] scores = new double[cosines.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = SCALE * cosines[i];
        }
        return scores;
    }

    private static double probability(double[] cosines) {
        return 1 / (1 + Math.exp(-SCALE * (cosines[1] - cosines[0])));
    }

    private static String line(String format, double first, double second, EmbeddedImage image, String text) {
        return String.format(Locale.ROOT, format, first, second, image.file(), text) + "\n";
    }
}
