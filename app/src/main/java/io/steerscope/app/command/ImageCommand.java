package io.steerscope.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.AtomicFile;
import io.steerscope.app.progress.StepDisplay;
import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.image.PngEncoder;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.schemas.limit.RecordLimits;

/** One image, from a prompt or from a steered one. */
@Command(
        name = "image",
        description = "Makes one image, from --prompt, or from --source steered by --method with --alpha.")
final class ImageCommand implements Callable<Integer> {

    private static final Pattern OTHER_FORMAT = Pattern.compile(
            "(.*)\\.(?:jpe?g|jpe|jfif|webp|gif|bmp|tiff?|avif|heic|svg)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String EXEMPLAR_SEPARATOR = "=>";

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Mixin
    private JobLimitOptions jobLimits;

    @Mixin
    private TextLimitOptions textLimits;

    @Option(names = "--prompt", paramLabel = "TEXT", description = "Prompt of an image that is not steered.")
    private @Nullable String prompt;

    @Option(names = "--source", paramLabel = "TEXT", description = "Prompt of the source concept.")
    private @Nullable String source;

    @Option(names = "--target", paramLabel = "TEXT", description = "Prompt of the target concept.")
    private @Nullable String target;

    @Option(names = "--alpha", paramLabel = "X", description = "Steering strength; 0 is the source prompt itself.")
    private @Nullable Double alpha;

    @Option(names = "--method", paramLabel = "NAME", description = "analogy (default), lerp, slerp or shuffled.")
    private @Nullable String method;

    @Option(
            names = "--exemplar",
            paramLabel = "'SOURCE=>TARGET'",
            description = "A pair that analogy learns from; may be given again.")
    private List<String> exemplars = new ArrayList<>();

    @Option(
            names = "--negative-prompt",
            paramLabel = "TEXT",
            description = "Negative prompt; an empty one is not the same as none.")
    private @Nullable String negativePrompt;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = SeedConverter.class,
            description = "Noise seed, any 64-bit number (default: 0).")
    private long seed;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            converter = DtypeChoice.Converter.class,
            description = "What the model computes in: auto (what suits the device), float32, bfloat16 or float16"
                    + " (default: the bundle's own type).")
    private @Nullable DtypeChoice dtype;

    @Option(names = "--steps", paramLabel = "N", description = "Denoising steps (default: the bundle's).")
    private @Nullable Integer steps;

    @Option(names = "--guidance-scale", paramLabel = "G", description = "Guidance (default: the bundle's); 1 is none.")
    private @Nullable Double guidanceScale;

    @Option(names = "--size", paramLabel = "PX", description = "Edge of the image in pixels (default: the bundle's).")
    private @Nullable Integer size;

    @Option(
            names = "--scheduler",
            paramLabel = "NAME",
            description = "euler, euler-ancestral, ddim, dpmpp-2m or lcm (default: the bundle's).")
    private @Nullable String scheduler;

    @Option(
            names = "--latents-out",
            paramLabel = "FILE",
            description = "Also write the final latents: {\"shape\": [1, C, h, w], \"values\": [..]}.")
    private @Nullable Path latentsOut;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The image, PNG; replaced if there.")
    private Path out;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "1",
            description = "Size of the batch in which the image is made, to repeat one of a worker to the last bit"
                    + " (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Override
    public Integer call() throws IOException {
        checkPrompts();
        requirePng();
        requireFolder(out);
        requireFolder(latentsOut);
        if (latentsOut != null
                && latentsOut
                        .toAbsolutePath()
                        .normalize()
                        .equals(out.toAbsolutePath().normalize())) {
            throw mistake("--latents-out and --out name the same file");
        }
        SdxlBundle bundle = dtyped(model.sdxl());
        SdxlPipeline.requireBatchSize(batchSize);
        GenerationRequest request = request(settings(bundle));
        requireLimits(request, textLimits.on(jobLimits.on(RecordLimits.DEFAULT)));
        SdxlPipeline.requireSteps(bundle, request.settings());
        try (SdxlPipeline pipeline = SdxlPipeline.open(bundle, model.device(), model.threads(bundle), batchSize)) {
            GeneratedImageResult result = generate(pipeline, request);
            if (result instanceof GeneratedImageResult.Rendered rendered) {
                write(bundle, request.settings(), rendered);
                return 0;
            }
            throw new ActionableException("no image: " + ((GeneratedImageResult.Degenerate) result).reason());
        }
    }

    private SdxlBundle dtyped(SdxlBundle bundle) {
        if (dtype == null) {
            return bundle;
        }
        PrintWriter err = spec.commandLine().getErr();
        return dtype.named()
                .map(bundle::computingIn)
                .orElseGet(() -> DtypeChoice.suited(
                        bundle, model.device(), line -> err.println(spec.qualifiedName() + ": " + line)));
    }

    private GeneratedImageResult generate(SdxlPipeline pipeline, GenerationRequest request) {
        PrintWriter err = spec.commandLine().getErr();
        pipeline.truncations(request)
                .forEach((text, cut) -> err.println("the last " + cut + (cut == 1 ? " token" : " tokens")
                        + " of a prompt were cut off, more than the text encoders take: \"" + text + "\""));
        err.flush();
        TextRemarks.of(request, negativePrompt, pipeline.bundle())
                .forEach(line -> err.println(spec.qualifiedName() + ": " + line));
        err.flush();
        StepDisplay display = new StepDisplay(err, Terminal.isStandardError(), System::nanoTime);
        display.begin();
        try {
            return pipeline.generate(List.of(request), display::stepDone).get(0);
        } finally {
            display.end();
        }
    }

    private static void requireFolder(@Nullable Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ActionableException(file + " is a folder; name a file");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw new ActionableException("cannot write to " + folder + "; name a file elsewhere");
        }
    }

    private void requirePng() {
        Matcher other = OTHER_FORMAT.matcher(String.valueOf(out.getFileName()));
        if (other.matches()) {
            throw mistake("--out %s: the image is written as PNG: name it %s.png".formatted(out, other.group(1)));
        }
    }

    private void checkPrompts() {
        boolean steered = source != null || target != null || alpha != null || method != null || !exemplars.isEmpty();
        if ((prompt == null) == (source == null)) {
            throw mistake("either --prompt or --source is needed");
        }
        if (prompt != null && steered) {
            throw mistake("--target, --alpha, --method and --exemplar steer a --source, not a --prompt");
        }
        if (source != null && alpha == null) {
            throw mistake("--source needs --alpha");
        }
        if (source != null && method().usesTarget() && target == null) {
            throw mistake("--method " + method().id() + " needs --target");
        }
    }

    private GenerationSettings settings(SdxlBundle bundle) {
        if (size != null && (size < 1 || size % bundle.vaeScaleFactor() != 0)) {
            throw mistake("--size " + size + " must be a positive multiple of " + bundle.vaeScaleFactor());
        }
        GenerationSettings defaults = GenerationSettings.defaultsOf(bundle);
        return new GenerationSettings(
                scheduler == null ? defaults.scheduler() : SchedulerType.parse(scheduler),
                steps == null ? defaults.steps() : steps,
                guidanceScale == null ? defaults.guidanceScale() : guidanceScale,
                negativePrompt,
                size == null ? defaults.width() : size,
                size == null ? defaults.height() : size);
    }

    private GenerationRequest request(GenerationSettings settings) {
        if (prompt != null) {
            return GenerationRequest.ofPrompt(prompt, seed, settings);
        }
        if (source == null || alpha == null) {
            throw mistake("--source needs --alpha");
        }
        return new GenerationRequest(
                source,
                target == null ? source : target,
                exemplars.stream().map(this::exemplar).toList(),
                method(),
                alpha,
                seed,
                settings);
    }

    private void requireLimits(GenerationRequest request, RecordLimits limits) {
        GenerationSettings settings = request.settings();
        if (settings.steps() > limits.steps()) {
            throw mistake(settings.steps() + " steps are more than the limit of " + limits.steps() + " (--max-steps)");
        }
        if (Math.max(settings.width(), settings.height()) > limits.edge()) {
            throw mistake("an image of " + settings.width() + " x " + settings.height()
                    + " is larger than the limit of " + limits.edge() + " (--max-size)");
        }
        List<String> texts = new ArrayList<>(List.of(request.source(), request.target()));
        texts.add(negativePrompt == null ? "" : negativePrompt);
        request.exemplars().forEach(exemplar -> texts.addAll(List.of(exemplar.source(), exemplar.target())));
        int longest = texts.stream().mapToInt(String::length).max().orElse(0);
        if (longest > limits.promptLength()) {
            throw mistake("a prompt of " + longest + " characters is longer than the limit of " + limits.promptLength()
                    + " (--max-prompt-length)");
        }
    }

    private SteeringMethod method() {
        return method == null ? SteeringMethod.ANALOGY : SteeringMethod.parse(method);
    }

    private Exemplar exemplar(String text) {
        int separator = text.indexOf(EXEMPLAR_SEPARATOR);
        if (separator < 0) {
            throw mistake("--exemplar '" + text + "' must have the form 'source prompt=>target prompt'");
        }
        return new Exemplar(
                text.substring(0, separator).strip(),
                text.substring(separator + EXEMPLAR_SEPARATOR.length()).strip());
    }

    private void write(SdxlBundle bundle, GenerationSettings settings, GeneratedImageResult.Rendered rendered)
            throws IOException {
        AtomicFile.write(out, PngEncoder.encode(rendered.image()));
        if (latentsOut != null) {
            Map<String, Object> latents = new LinkedHashMap<>();
            latents.put(
                    "shape",
                    List.of(
                            1,
                            bundle.latentChannels(),
                            settings.height() / bundle.vaeScaleFactor(),
                            settings.width() / bundle.vaeScaleFactor()));
            latents.put("values", rendered.latents());
            AtomicFile.write(latentsOut, JsonText.compact(latents) + "\n");
        }
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
