package io.steerscope.inference.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.steerscope.inference.scheduler.BetaSchedule;
import io.steerscope.inference.scheduler.PredictionType;
import io.steerscope.inference.scheduler.SchedulerConfig;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.scheduler.TimestepSpacing;

/** Reads {@code bundle.json}. */
final class BundleReader {

    private static final int FORMAT_VERSION = 1;
    private static final List<String> DTYPES = List.of("float32", "bfloat16", "float16");

    private final Path folder;
    private final Path file;

    BundleReader(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(BundleManifest.FILE_NAME);
    }

    ModelBundle read() {
        byte[] bytes = bytes();
        JsonFields root = parse(bytes);
        int version = root.positive("formatVersion");
        if (version != FORMAT_VERSION) {
            throw root.fieldError(
                    "formatVersion", "is " + version + "; this release reads version " + FORMAT_VERSION + " only");
        }
        BundleManifest manifest = manifest(root, bytes);
        String kind = root.text("kind");
        return switch (kind) {
            case "clip" -> clip(root, manifest);
            case "sdxl" -> sdxl(root, manifest);
            default -> throw root.fieldError("kind", "is '" + kind + "': must be clip or sdxl");
        };
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BundleException(file + " does not exist: " + folder + " is not a model bundle", e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private JsonFields parse(byte[] bytes) {
        try {
            return new JsonFields(file, "", new ObjectMapper().readTree(bytes));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new BundleException(file + " is not valid JSON" + place + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private BundleManifest manifest(JsonFields root, byte[] bytes) {
        JsonFields source = root.object("source");
        String dtype = root.text("dtype");
        if (!DTYPES.contains(dtype)) {
            throw root.fieldError("dtype", "is '" + dtype + "': must be one of " + String.join(", ", DTYPES));
        }
        JsonFields files = root.object("files");
        Map<String, BundleFile> listed = new LinkedHashMap<>();
        for (String name : files.names()) {
            if (folder.resolve(name).normalize().startsWith(folder.normalize()) && !name.startsWith("/")) {
                JsonFields entry = files.object(name);
                listed.put(name, new BundleFile(entry.text("sha256"), entry.id("bytes")));
            } else {
                throw files.fieldError(name, "lies outside the bundle");
            }
        }
        return new BundleManifest(
                folder,
                root.text("id"),
                HexFormat.of().formatHex(BundleVerifier.sha256().digest(bytes)),
                root.text("description", ""),
                root.text("licence", ""),
                new BundleSource(
                        source.text("name", ""),
                        source.text("revision", ""),
                        source.text("exporter", ""),
                        source.text("torch", "")),
                dtype,
                root.positive("batchSize"),
                listed);
    }

    private static ClipBundle clip(JsonFields root, BundleManifest manifest) {
        JsonFields clip = root.object("clip");
        JsonFields preprocessing = clip.object("preprocessing");
        return new ClipBundle(
                manifest,
                clip.positive("embeddingDimension"),
                clip.number("logitScale"),
                new ClipPreprocessing(
                        resize(preprocessing),
                        preprocessing.choice("resample", ResampleFilter.values(), ResampleFilter::id),
                        preprocessing.notNegative("cropHeight"),
                        preprocessing.notNegative("cropWidth"),
                        preprocessing.number("rescaleFactor"),
                        preprocessing.numbers("mean", 3),
                        preprocessing.numbers("std", 3)),
                clip.positive("imageHeight"),
                clip.positive("imageWidth"),
                tokenizer(root.object("tokenizer"), manifest));
    }

    private static ResizeRule resize(JsonFields preprocessing) {
        return preprocessing.has("resizeShortestEdge")
                ? new ResizeRule.ShortestEdge(preprocessing.positive("resizeShortestEdge"))
                : new ResizeRule.Exact(preprocessing.positive("resizeHeight"), preprocessing.positive("resizeWidth"));
    }

    private static SdxlBundle sdxl(JsonFields root, BundleManifest manifest) {
        JsonFields sdxl = root.object("sdxl");
        JsonFields defaults = root.object("defaults");
        List<JsonFields> tokenizers = root.objects("tokenizers", 2);
        TokenizerRules first = tokenizer(tokenizers.get(0), manifest);
        TokenizerRules second = tokenizer(tokenizers.get(1), manifest);
        if (first.maxLength() != second.maxLength()) {
            throw root.fieldError("tokenizers", "differ in maxLength; their hidden states could not be concatenated");
        }
        return new SdxlBundle(
                manifest,
                sdxl.positive("latentChannels"),
                sdxl.positive("vaeScaleFactor"),
                sdxl.number("vaeScalingFactor"),
                sdxl.positive("defaultHeight"),
                sdxl.positive("defaultWidth"),
                sdxl.positive("crossAttentionDimension"),
                sdxl.positive("pooledDimension"),
                sdxl.flag("forceZerosForEmptyPrompt"),
                sdxl.has("timestepConditionDimension") ? sdxl.positive("timestepConditionDimension") : 0,
                first,
                second,
                scheduler(root.object("scheduler")),
                otherSchedulers(root.object("scheduler")),
                defaults.positive("steps"),
                defaults.number("guidanceScale"));
    }

    private static TokenizerRules tokenizer(JsonFields fields, BundleManifest manifest) {
        return new TokenizerRules(
                manifest.file(fields.text("file")),
                fields.positive("maxLength"),
                fields.has("bosTokenId") ? fields.id("bosTokenId") : TokenizerRules.NO_TOKEN,
                fields.id("eosTokenId"),
                fields.id("padTokenId"));
    }

    private static Map<SchedulerType, SchedulerConfig> otherSchedulers(JsonFields fields) {
        Map<SchedulerType, SchedulerConfig> schedulers = new EnumMap<>(SchedulerType.class);
        if (fields.has("others")) {
            JsonFields others = fields.object("others");
            for (String name : others.names()) {
                JsonFields settings = fields.changedBy(others.object(name));
                try {
                    schedulers.put(SchedulerType.parse(name), scheduler(settings));
                } catch (IllegalArgumentException e) {
                    throw others.fieldError(name, "is not a scheduler: " + e.getMessage());
                }
            }
        }
        return schedulers;
    }

    private static SchedulerConfig scheduler(JsonFields fields) {
        try {
            return new SchedulerConfig(
                    fields.choice("name", SchedulerType.values(), SchedulerType::id),
                    fields.positive("numTrainTimesteps"),
                    fields.number("betaStart"),
                    fields.number("betaEnd"),
                    fields.choice("betaSchedule", BetaSchedule.values(), BetaSchedule::id),
                    fields.choice("predictionType", PredictionType.values(), PredictionType::id),
                    fields.choice("timestepSpacing", TimestepSpacing.values(), TimestepSpacing::id),
                    fields.notNegative("stepsOffset"),
                    fields.choice("finalSigmasType", "zero", List.of("zero", "sigma_min"))
                            .equals("zero"),
                    fields.flag("rescaleBetasZeroSnr", false),
                    fields.flag("useKarrasSigmas", false),
                    fields.flag("setAlphaToOne", true),
                    fields.has("clipSample") ? fields.flag("clipSample") : null,
                    fields.number("clipSampleRange", 1.0),
                    fields.choice("solverType", "midpoint", List.of("midpoint", "heun"))
                            .equals("heun"),
                    fields.flag("lowerOrderFinal", true),
                    fields.flag("eulerAtFinal", false),
                    fields.has("originalInferenceSteps") ? fields.positive("originalInferenceSteps") : 50,
                    fields.number("timestepScaling", 10.0));
        } catch (IllegalArgumentException e) {
            throw fields.error("scheduler", "is not valid: " + e.getMessage());
        }
    }
}
