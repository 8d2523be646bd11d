package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipMargin;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.image.ClipPreprocessor;
import io.steerscope.inference.image.ImageDecoder;
import io.steerscope.inference.image.ImageDecodingException;
import io.steerscope.inference.image.RgbImage;

/** Embeddings and cosines of images and texts. */
@Command(name = "clip", description = "Embeds images and texts with a CLIP, and compares every image with every text.")
final class ClipCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Images; PNG or JPEG.")
    private List<Path> images;

    @Option(names = "--text", paramLabel = "TEXT", arity = "1..*", required = true, description = "Texts.")
    private List<String> texts;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON holds ids and embeddings.")
    private OutputFormat format;

    @Override
    public Integer call() throws IOException {
        ClipBundle bundle = model.clip();
        ClipPreprocessor preprocessor = new ClipPreprocessor(bundle);
        List<float[]> pixels = new ArrayList<>();
        for (Path image : images) {
            pixels.add(preprocessor.preprocess(decode(image)));
        }
        try (ClipModel clip = ClipModel.open(bundle, model.device(), model.threads())) {
            List<TextEmbedding> textEmbeddings = clip.encodeTexts(texts);
            float[][] imageEmbeddings = clip.encodeImages(pixels);
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    switch (format) {
                        case JSON -> JsonText.indented(json(textEmbeddings, imageEmbeddings)) + "\n";
                        case TABLE -> table(textEmbeddings, imageEmbeddings);
                    });
            out.flush();
            return 0;
        }
    }

    private static RgbImage decode(Path image) throws IOException {
        try {
            return ImageDecoder.decode(Files.readAllBytes(image));
        } catch (ImageDecodingException e) {
            throw new ActionableException(image + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> json(List<TextEmbedding> textEmbeddings, float[][] imageEmbeddings) {
        List<Map<String, Object>> textFields = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("text", texts.get(i));
            fields.put("ids", textEmbeddings.get(i).ids());
            fields.put("truncated", textEmbeddings.get(i).truncated());
            fields.put("embedding", textEmbeddings.get(i).vector());
            textFields.add(fields);
        }
        List<Map<String, Object>> imageFields = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", images.get(i).toString());
            fields.put("embedding", imageEmbeddings[i]);
            fields.put("cosine", cosines(imageEmbeddings[i], textEmbeddings));
            imageFields.add(fields);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("texts", textFields);
        document.put("images", imageFields);
        return document;
    }

    private String table(List<TextEmbedding> textEmbeddings, float[][] imageEmbeddings) {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < images.size(); i++) {
            double[] cosines = cosines(imageEmbeddings[i], textEmbeddings);
            for (int j = 0; j < cosines.length; j++) {
                table.append(String.format(Locale.ROOT, "%+.4f  %s  %s%n", cosines[j], images.get(i), texts.get(j)));
            }
        }
        return table.toString();
    }

    private static double[] cosines(float[] image, List<TextEmbedding> textEmbeddings) {
        return textEmbeddings.stream()
                .mapToDouble(text -> ClipMargin.cosine(image, text.vector()))
                .toArray();
    }
}
