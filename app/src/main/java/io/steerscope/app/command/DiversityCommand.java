package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.diversity.Prompts;
import io.steerscope.app.diversity.ResidualsFile;
import io.steerscope.app.diversity.TableImages;
import io.steerscope.app.embeddings.EmbeddingReader;
import io.steerscope.app.embeddings.EmbeddingRow;
import io.steerscope.app.embeddings.EmbeddingSource;
import io.steerscope.app.embeddings.EmbeddingTable;
import io.steerscope.app.embeddings.TextRole;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.OutputFile;
import io.steerscope.results.diversity.Condition;
import io.steerscope.results.diversity.DiversityOutput;
import io.steerscope.results.document.Section;
import io.steerscope.results.format.markdown.ReportMarkdown;
import io.steerscope.results.format.text.ReportTable;
import io.steerscope.statistics.diversity.DiversityAnalysis;
import io.steerscope.statistics.diversity.DiversitySettings;
import io.steerscope.statistics.embedding.GaussianKernel;

/** Diversity beside alignment, over embeddings from files. */
@Command(
        name = "diversity",
        description = {
            "Says whether a steering method keeps the variety of what it makes, over embeddings from files: how",
            "different the images of one prompt are beside how far the margin moved, and how many kinds of image",
            "there are with and without the influence of their prompts."
        })
final class DiversityCommand implements Callable<Integer> {

    private static final String BASELINE_IMAGES = "";
    private static final String CATEGORY = "category";
    private static final double LARGEST_RIDGE = 1e6;
    private static final int MOST_FEATURES = 16_384;
    private static final int MOST_PERMUTATIONS = 1_000_000;

    /** What images are grouped by. */
    enum Grouping {
        CATEGORY,
        ALPHA,
        NONE
    }

    /** A kernel. */
    enum Kernel {
        COSINE,
        GAUSSIAN
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private EmbeddingFileOptions files;

    @Option(
            names = "--by",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "COLUMN,...",
            description =
                    "Groups beside all images: category, alpha, both (then each cell too), or none (default: those"
                            + " of the two that the table has).")
    private @Nullable List<Grouping> by;

    @Option(
            names = "--condition",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "TEXTS,...",
            description = "What is taken out of the images: pair ([source, target]), target, source, prompt, several of"
                    + " them, or none, which needs no texts and leaves margins out (default: pair; prompt where images"
                    + " are not of pairs).")
    private @Nullable List<Condition> conditions;

    @Option(
            names = "--ridge",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "R,...",
            defaultValue = "0.001",
            description =
                    "Ridge of the regression on texts, in units in which their second moments have trace 1; 0 takes"
                            + " the pseudo-inverse (default: ${DEFAULT-VALUE}).")
    private List<Double> ridges;

    @Option(
            names = "--kernel",
            split = ",",
            hideParamSyntax = true,
            paramLabel = "KERNEL,...",
            defaultValue = "cosine",
            description = "cosine, gaussian, or both (default: ${DEFAULT-VALUE}).")
    private Set<Kernel> kernels;

    @Option(
            names = "--sigma",
            paramLabel = "S",
            description = "Width of the Gaussian kernel on unit vectors, whose distances are at most 2; no default.")
    private @Nullable Double sigma;

    @Option(
            names = "--features",
            paramLabel = "N",
            description = "Random Fourier features in place of the exact Gaussian kernel (default: exact up to 4,096"
                    + " images, 1,024 features above).")
    private @Nullable Integer features;

    @Option(
            names = "--feature-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the features (default: ${DEFAULT-VALUE}).")
    private long featureSeed;

    @Option(
            names = "--order",
            paramLabel = "Q",
            description = "A further order of the Vendi score, beside 1, 2 and infinity.")
    private @Nullable Double order;

    @Option(
            names = "--diversity-loss",
            paramLabel = "L",
            defaultValue = "0.1",
            description = "The loss of seed diversity of interest, as a share of the baseline's, at least 0 and below 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private double loss;

    @Option(
            names = "--intervals",
            arity = "0..1",
            paramLabel = "WHICH",
            defaultValue = "auto",
            fallbackValue = "all",
            description = "Jackknife intervals of the effective numbers, over pairs: all, none, or auto, which is all"
                    + " where that takes seconds (default: ${DEFAULT-VALUE}; all without a value).")
    private DiversitySettings.Intervals intervals;

    @Option(
            names = "--permutations",
            paramLabel = "N",
            defaultValue = "0",
            description = "Permutations of prompts between pairs for the test that prompts do not matter, such as 999"
                    + " (default: no test).")
    private int permutations;

    @Option(
            names = "--permutation-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Seed of the permutations (default: ${DEFAULT-VALUE}).")
    private long permutationSeed;

    @Option(
            names = "--reference",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = BASELINE_IMAGES,
            description = "Distances (CMMD, KID) from the images of another table; without a file, from the baseline"
                    + " images of the same category.")
    private @Nullable String reference;

    @Option(
            names = "--export-residuals",
            paramLabel = "FILE",
            description = "Write what is left of each image without its prompt, as a table of embeddings (CSV).")
    private @Nullable Path residuals;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ReportFormat format;

    @Override
    public Integer call() throws IOException {
        checkOptions();
        OutputFile.requireNoInput("--export-residuals", residuals, Arrays.asList(files.images(), files.texts()));
        List<Condition> chosen = conditions();
        Set<TextRole> roles = Prompts.roles(chosen, files.hasTextsOfPairs());
        EmbeddingTable table = files.read(roles);
        TableImages images = new TableImages(table, chosen, roles);
        DiversitySettings settings = settings(table, images);
        try {
            DiversityOutput output = DiversityOutput.of(images.byMethod(), settings);
            if (residuals != null) {
                ResidualsFile.write(
                        residuals,
                        table,
                        images.rowsOfAll(),
                        DiversityAnalysis.removal(images.all(), settings)
                                .orElseThrow()
                                .regression());
            }
            print(output);
        } catch (ArithmeticException e) {
            throw new ActionableException(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    /** @throws ParameterException if options are out of range or do not fit together */
    private void checkOptions() {
        require(loss >= 0.0 && loss < 1.0, "--diversity-loss must be at least 0 and below 1, is " + loss);
        require(
                ridges.stream().allMatch(ridge -> ridge >= 0.0 && ridge <= LARGEST_RIDGE),
                "--ridge must be between 0 and 1000000");
        require(order == null || order >= 0.0, "--order must be at least 0, is " + order);
        require(sigma == null || sigma > 0.0, "--sigma must be above 0, is " + sigma);
        require(
                features == null || features >= 1 && features <= MOST_FEATURES,
                "--features must be between 1 and %d, is %d".formatted(MOST_FEATURES, features));
        require(
                permutations >= 0 && permutations <= MOST_PERMUTATIONS,
                "--permutations must be between 0 and %d, is %d".formatted(MOST_PERMUTATIONS, permutations));
        require(
                !kernels.contains(Kernel.GAUSSIAN) || sigma != null,
                "--kernel gaussian needs a width: give --sigma, such as 0.8 (distances of unit vectors are at most 2)");
        require(
                kernels.contains(Kernel.GAUSSIAN) || sigma == null && features == null,
                "--sigma and --features are of --kernel gaussian");
        if (conditions != null && conditions.contains(Condition.NONE)) {
            require(conditions.size() == 1, "--condition none stands alone");
            require(permutations == 0 && residuals == null, "--permutations and --export-residuals need a condition");
        }
        if (by != null && by.contains(Grouping.NONE)) {
            require(by.size() == 1, "--by none stands alone");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private List<Condition> conditions() throws IOException {
        if (conditions != null) {
            return List.copyOf(new LinkedHashSet<>(conditions));
        }
        if (!files.isByPair()) {
            return List.of(Condition.PROMPT);
        }
        return List.of(files.hasTextsOfPairs() ? Condition.PAIR : Condition.TARGET);
    }

    private DiversitySettings settings(EmbeddingTable table, TableImages images) throws IOException {
        DiversitySettings.Gaussian gaussian = sigma == null
                ? null
                : new DiversitySettings.Gaussian(
                        new GaussianKernel(sigma), features == null ? 0 : features, featureSeed);
        return new DiversitySettings(
                isGroupedBy(Grouping.CATEGORY, table.has(CATEGORY), table),
                isGroupedBy(Grouping.ALPHA, images.hasAlphas(), table),
                List.copyOf(new LinkedHashSet<>(ridges)),
                kernels.contains(Kernel.COSINE),
                gaussian,
                order == null ? OptionalDouble.empty() : OptionalDouble.of(order),
                loss,
                intervals,
                permutations,
                permutationSeed,
                reference == null ? null : new DiversitySettings.Reference(reference(table)));
    }

    private boolean isGroupedBy(Grouping grouping, boolean isThere, EmbeddingTable table) {
        if (by == null) {
            return isThere;
        }
        if (by.contains(grouping) && !isThere) {
            throw new ActionableException("%s has no column %s to group by: leave it out of --by"
                    .formatted(table.file(), grouping.name().toLowerCase(Locale.ROOT)));
        }
        return by.contains(grouping);
    }

    /** The vectors of the reference; none for the baseline images. */
    private float[][] reference(EmbeddingTable table) throws IOException {
        if (reference == null || reference.equals(BASELINE_IMAGES)) {
            return new float[0][];
        }
        EmbeddingTable read = EmbeddingReader.read(EmbeddingSource.of(Path.of(reference), null), Set.of());
        if (read.dimension() != table.dimension()) {
            throw new ActionableException(
                    "%s: its vectors have %d elements and those of %s %d: take both from one model"
                            .formatted(read.file(), read.dimension(), table.file(), table.dimension()));
        }
        return read.rows().stream().map(EmbeddingRow::vector).toArray(float[][]::new);
    }

    private void print(DiversityOutput output) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case JSON -> out.println(JsonText.indented(output.fields()));
            case TABLE -> {
                for (Section section : output.sections()) {
                    out.print(ReportTable.render(section, Terminal.columns()));
                }
            }
            case MARKDOWN -> {
                for (Section section : output.sections()) {
                    out.print(ReportMarkdown.render(section));
                }
            }
        }
        out.flush();
    }
}
