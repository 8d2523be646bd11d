package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.clip.ClipModel;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.device.Dtype;
import io.steerscope.schemas.limit.RecordLimits;

/** Embeddings and cosines of images and texts. */
@Command(
        name = "clip",
        description = "Embeds images and texts with a CLIP, and compares every image with every text.",
        footer = {
            "",
            "Beside each cosine stands CLIPScore: 100 times the cosine, not cut at 0. Of",
            "two texts the first is the source and the second the target: each image has",
            "its margin, cos(target) - cos(source), and CLIP-IQA's probability of the",
            "target, sigmoid(100 margin). These two measures are defined with 100, which",
            "is used with every model, whatever its own logit scale.",
            "",
            "The content of a file in a folder says whether it is an image, and its name",
            "matters only where it ends as that of an image and the content is none.",
            "",
            "Images that cannot be read, texts that are cut, texts of which something is",
            "unknown to the model, and texts that are the same to it are named on standard",
            "error. Other images are still compared; the exit status is 1 for the former.",
            "Files of a folder that are no images are named too, ten at most; hidden ones",
            "are not looked at."
        })
final class ClipCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "Images (PNG, JPEG, GIF, BMP, WebP, TIFF), or folders, searched with all within for images.")
    private List<Path> images;

    @Option(names = "--text", paramLabel = "TEXT", arity = "1..*", required = true, description = "Texts.")
    private List<String> texts;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.TypeConverter.class,
            description = "What the model computes in: float32, bfloat16 or float16 (default: the bundle's own type).")
    private @Nullable Dtype dtype;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); JSON holds ids and embeddings.")
    private OutputFormat format;

    @Override
    public Integer call() throws IOException {
        RecordLimits limits = imageLimits.on(RecordLimits.DEFAULT);
        ClipBundle bundle = dtype == null ? model.clip() : model.clip().computingIn(dtype);
        ImageArguments arguments = ImageArguments.of(images);
        ClipComparison comparison;
        EmbeddedImages embedded;
        try (ClipModel clip = ClipModel.open(bundle, model.device(), model.threads(bundle))) {
            List<TextEmbedding> embeddedTexts = clip.encodeTexts(texts);
            embedded = EmbeddedImages.of(arguments.files(), clip.images(), limits);
            comparison = new ClipComparison(texts, embeddedTexts, embedded);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case JSON -> JsonText.indented(comparison.json()) + "\n";
                    case TABLE -> comparison.table();
                });
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        arguments.leftOut().forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        TextRemarks.of(texts, comparison.embeddings(), bundle)
                .forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        comparison.cutTexts().forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        embedded.unreadable().forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        return embedded.unreadable().isEmpty() ? 0 : spec.exitCodeOnExecutionException();
    }
}
