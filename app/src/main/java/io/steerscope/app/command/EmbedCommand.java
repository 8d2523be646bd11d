package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.embeddings.PictureTable;
import io.steerscope.app.experiment.Parallelism;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.OutputFile;
import io.steerscope.app.pictures.EmbeddingOutput;
import io.steerscope.app.pictures.PictureModel;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.app.progress.StageCount;
import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageEncodingBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.schemas.limit.RecordLimits;

/** Embeddings of the pictures of a folder as a table. */
@Command(
        name = "embed",
        description = {
            "Embeds the pictures of a folder, and their prompts, with a CLIP, and writes a table of embeddings that the",
            "analyses of embeddings read. Vectors have the bits that a scorer writes for the same picture and text. An",
            "image encoder without texts (a bundle of kind image) embeds the pictures alone."
        },
        footer = {
            "",
            "The file of prompts has the columns image (a path within the folder) and",
            "prompt, a row for each picture; further columns are kept. category, pair_id,",
            "source, target, method, alpha, seed and group mean something to analyses;",
            "source and target are embedded too. Pictures and rows pair by name only:",
            "what is without its counterpart is named, and nothing is computed.",
            "",
            "Parquet has columns of lists, image_embedding and text_embedding. CSV has",
            "columns e0, e1, ..; texts are in a file of their own, NAME-texts.csv, which",
            "analyses take as --texts.",
            "",
            "Finished rows are in NAME.part, which a crash leaves whole: --resume goes on",
            "there, and the table comes out the same. Pictures that cannot be read are",
            "named; the others are embedded and wait there until those are mended or",
            "removed. The exit status is then 1."
        })
final class EmbedCommand implements Callable<Integer> {

    private static final String FORM = "steerscope embed 1";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Option(
            names = "--images",
            paramLabel = "DIR",
            required = true,
            description =
                    "Folder of pictures (PNG, JPEG, GIF, BMP, WebP, TIFF), searched with all within; hidden files are"
                            + " passed over.")
    private Path images;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "CSV with the columns image and prompt (default: pictures alone).")
    private @Nullable Path prompts;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "The table to write, NAME.parquet or NAME.csv.")
    private Path out;

    @Option(names = "--resume", description = "Go on with the rows that an earlier command finished.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Begin anew, and replace what is there.")
    private boolean overwrite;

    @Option(
            names = {"--batch-size", "--batch"},
            paramLabel = "N",
            description = "Pictures that are embedded between two writes of finished rows; no result depends on it"
                    + " (default: a batch of the model for each core).")
    private @Nullable Integer batchSize;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.TypeConverter.class,
            description = "What the model computes in: float32, bfloat16 or float16 (default: the bundle's own type).")
    private @Nullable Dtype dtype;

    @Mixin
    private ImageLimitOptions imageLimits;

    @Mixin
    private TextLimitOptions textLimits;

    private List<StageCount> shown = List.of();

    @Override
    public Integer call() throws IOException {
        if (!EmbeddingOutput.canWrite(out)) {
            throw new ParameterException(spec.commandLine(), "--out " + out + " must end in .parquet or .csv");
        }
        if (resume && overwrite) {
            throw new ParameterException(spec.commandLine(), "give --resume or --overwrite, not both");
        }
        OutputFile.requireNoInput("--out", out, Arrays.asList(prompts));
        if (!Files.isDirectory(images)) {
            throw new ActionableException(images + " is no folder; name the folder of the pictures with --images DIR");
        }
        RecordLimits limits = textLimits.on(imageLimits.on(RecordLimits.DEFAULT));
        ImageArguments arguments = ImageArguments.of(List.of(images));
        List<String> names = arguments.files().stream()
                .map(file -> images.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/"))
                .toList();
        PictureTable table = prompts == null
                ? PictureTable.of(names)
                : PictureTable.read(prompts, names, images, limits.promptLength());
        tell(arguments.leftOut());
        ImageEncodingBundle opened = model.imageEncoder();
        ImageEncodingBundle bundle = dtype == null ? opened : opened.computingIn(dtype);
        if (bundle instanceof ClipBundle clip) {
            if (prompts != null) {
                tell(PromptRemarks.of(prompts, table, clip));
            }
            return write(table, bundle, limits);
        }
        if (prompts != null) {
            tell(List.of(
                    "%s is an image encoder, which reads no texts: those of %s are kept as columns, and have no vectors"
                            .formatted(bundle.id(), prompts)));
        }
        return write(table.withoutTexts(), bundle, limits);
    }

    private int write(PictureTable table, ImageEncodingBundle bundle, RecordLimits limits) throws IOException {
        Parallelism parallelism = model.parallelism(bundle);
        int batch = batchSize != null ? batchSize : bundle.batchSize() * parallelism.workers();
        EmbeddingOutput.Present present = overwrite
                ? EmbeddingOutput.Present.OVERWRITE
                : resume ? EmbeddingOutput.Present.RESUME : EmbeddingOutput.Present.KEEP;
        List<String> unreadable;
        try (EmbeddingOutput output = EmbeddingOutput.begin(out, present, identity(table, bundle, parallelism))) {
            ProgressDisplay display = new ProgressDisplay(spec.commandLine().getErr(), Terminal.isStandardError());
            unreadable = output.write(
                    table,
                    images,
                    limits,
                    batch,
                    () -> PictureModel.open(bundle, model.device(), parallelism.threads(), parallelism.workers()),
                    count -> {
                        shown = List.of(count);
                        display.show(shown, System.nanoTime());
                    });
            display.finish(shown);
        }
        if (!unreadable.isEmpty()) {
            tell(unreadable);
            tell(List.of("%s not written: mend or remove %s, then go on with --resume"
                    .formatted(
                            out + " is",
                            unreadable.size() == 1 ? "that picture" : "those " + unreadable.size() + " pictures")));
            return spec.exitCodeOnExecutionException();
        }
        PrintWriter result = spec.commandLine().getOut();
        boolean texts = !table.roles().isEmpty() && !out.toString().endsWith(".parquet");
        result.println("%s: %s of %d dimensions%s"
                .formatted(
                        out,
                        LetterText.counted(table.pictures().size(), "image"),
                        bundle.embeddingDimension(),
                        texts ? ", their texts in " + EmbeddingOutput.texts(out) : ""));
        result.flush();
        return 0;
    }

    /** Of all that rows depend on but the content of the pictures, which each row names itself. */
    private byte[] identity(PictureTable table, ImageEncodingBundle bundle, Parallelism parallelism) {
        MessageDigest digest = Sha256.newDigest();
        add(digest, FORM);
        add(digest, bundle.sha256());
        add(digest, bundle.dtype().toString());
        add(digest, model.device().toString());
        add(digest, Integer.toString(parallelism.threads()));
        add(digest, images.toAbsolutePath().normalize().toString());
        table.columns().forEach(column -> add(digest, column));
        table.pictures().forEach(picture -> picture.fields().forEach(field -> add(digest, field)));
        return digest.digest();
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(Sha256.digest(text));
    }

    private void tell(List<String> lines) {
        PrintWriter err = spec.commandLine().getErr();
        lines.forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
    }
}
