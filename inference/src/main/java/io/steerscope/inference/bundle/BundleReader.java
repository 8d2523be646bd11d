package io.steerscope.inference.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.steerscope.foundation.checksum.Sha256;
import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.scheduler.BetaSchedule;
import io.steerscope.inference.scheduler.PredictionType;
import io.steerscope.inference.scheduler.SchedulerConfig;
import io.steerscope.inference.scheduler.TimestepSpacing;

/** Reads {@code bundle.json}. */
final class BundleReader {

    private static final int FORMAT_VERSION = 1;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FILES = 1_000;
    private static final int MOST_NESTING = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private final Path folder;
    private final Path file;

    BundleReader(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(BundleManifest.FILE_NAME);
    }

    ModelBundle read() {
        byte[] bytes = bytes();
        JsonFields root = parse(bytes);
        int version = root.positive("formatVersion", Integer.MAX_VALUE);
        if (version != FORMAT_VERSION) {
            throw root.fieldError(
                    "formatVersion", "is " + version + "; this release reads version " + FORMAT_VERSION + " only");
        }
        BundleManifest manifest = manifest(root, bytes);
        String kind = root.text("kind");
        return switch (kind) {
            case "clip" -> BundleBounds.check(clip(root, manifest));
            case "image" -> BundleBounds.check(image(root, manifest));
            case "sdxl" -> BundleBounds.check(sdxl(root, manifest));
            default ->
                throw root.fieldError("kind", "is '" + JsonFields.shown(kind) + "': must be clip, image or sdxl");
        };
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(new BundleFolder(folder).file(BundleManifest.FILE_NAME))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BundleException(file + " has more than " + MOST_BYTES + " bytes: it describes no bundle");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BundleException(file + " does not exist: " + folder + " is not a model bundle", e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private JsonFields parse(byte[] bytes) {
        try {
            return new JsonFields(file, "", JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new BundleException(
                    file + " is not valid JSON" + place + ": " + JsonFields.shown(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new BundleException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private BundleManifest manifest(JsonFields root, byte[] bytes) {
        JsonFields source = root.object("source");
        Dtype dtype = root.choice("dtype", Dtype.values(), Dtype::id);
        String id = root.text("id");
        if (!ID.matcher(id).matches()) {
            throw root.fieldError(
                    "id", "is '" + JsonFields.shown(id) + "': must be 1 to 200 letters, digits, '.', '_' and '-'");
        }
        return new BundleManifest(
                folder,
                id,
                Sha256.hex(bytes),
                root.text("description", ""),
                root.text("licence", ""),
                new BundleSource(
                        source.text("name", ""),
                        source.text("revision", ""),
                        source.text("exporter", ""),
                        source.text("torch", "")),
                dtype,
                dtypes(root, dtype),
                dtype,
                root.positive("batchSize", BundleBounds.BATCH_SIZE),
                files(root.object("files")));
    }

    /** Bundles of before types could be chosen name none beside their own. */
    private static Set<Dtype> dtypes(JsonFields root, Dtype own) {
        Set<Dtype> dtypes = EnumSet.of(own);
        if (root.has("dtypes")) {
            for (String name : root.texts("dtypes")) {
                try {
                    dtypes.add(Dtype.parse(name));
                } catch (IllegalArgumentException e) {
                    // A type of a later release: this one cannot compute in it.
                    continue;
                }
            }
        }
        return dtypes;
    }

    private Map<String, BundleFile> files(JsonFields files) {
        Map<String, BundleFile> listed = new LinkedHashMap<>();
        Set<String> lowerCase = new HashSet<>();
        if (files.names().size() > MOST_FILES) {
            throw new BundleException(file + ": files lists more than " + MOST_FILES + " files");
        }
        for (String name : files.names()) {
            if (!BundleFolder.isName(name) || BundleFolder.isManifest(name)) {
                throw files.fieldError(
                        name,
                        "is not the name of a file of a bundle: letters, digits, '.', '_' and '-', with '/' before"
                                + " those of subfolders");
            }
            if (!lowerCase.add(name.toLowerCase(Locale.ROOT))) {
                throw files.fieldError(name, "is listed twice, as some systems see it");
            }
            JsonFields entry = files.object(name);
            String sha256 = entry.text("sha256");
            if (!SHA256.matcher(sha256).matches()) {
                throw entry.fieldError("sha256", "is not 64 lower-case hexadecimal digits");
            }
            listed.put(name, new BundleFile(sha256, entry.id("bytes")));
        }
        return listed;
    }

    private static ClipBundle clip(JsonFields root, BundleManifest manifest) {
        JsonFields clip = root.object("clip");
        return new ClipBundle(
                manifest,
                clip.positive("embeddingDimension", BundleBounds.WIDTH),
                clip.number("logitScale"),
                preprocessing(clip.object("preprocessing")),
                clip.positive("imageHeight", BundleBounds.EDGE),
                clip.positive("imageWidth", BundleBounds.EDGE),
                tokenizer(root.object("tokenizer"), manifest));
    }

    private static ImageBundle image(JsonFields root, BundleManifest manifest) {
        JsonFields image = root.object("image");
        return new ImageBundle(
                manifest,
                image.positive("embeddingDimension", BundleBounds.WIDTH),
                image.flag("normalised"),
                preprocessing(image.object("preprocessing")),
                image.positive("imageHeight", BundleBounds.EDGE),
                image.positive("imageWidth", BundleBounds.EDGE));
    }

    private static ClipPreprocessing preprocessing(JsonFields fields) {
        return new ClipPreprocessing(
                resize(fields),
                fields.choice("resample", ResampleFilter.values(), ResampleFilter::id),
                fields.notNegative("cropHeight", BundleBounds.EDGE),
                fields.notNegative("cropWidth", BundleBounds.EDGE),
                fields.number("rescaleFactor"),
                fields.numbers("mean", 3),
                fields.numbers("std", 3));
    }

    private static ResizeRule resize(JsonFields preprocessing) {
        return preprocessing.has("resizeShortestEdge")
                ? new ResizeRule.ShortestEdge(preprocessing.positive("resizeShortestEdge", BundleBounds.EDGE))
                : new ResizeRule.Exact(
                        preprocessing.positive("resizeHeight", BundleBounds.EDGE),
                        preprocessing.positive("resizeWidth", BundleBounds.EDGE));
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
                sdxl.positive("latentChannels", BundleBounds.LATENT_CHANNELS),
                sdxl.positive("vaeScaleFactor", BundleBounds.SCALE_FACTOR),
                sdxl.number("vaeScalingFactor"),
                sdxl.has("vaeDtype") ? sdxl.choice("vaeDtype", Dtype.values(), Dtype::id) : manifest.ownDtype(),
                sdxl.positive("defaultHeight", BundleBounds.EDGE),
                sdxl.positive("defaultWidth", BundleBounds.EDGE),
                sdxl.positive("crossAttentionDimension", BundleBounds.WIDTH),
                sdxl.positive("pooledDimension", BundleBounds.WIDTH),
                sdxl.flag("forceZerosForEmptyPrompt"),
                sdxl.has("timestepConditionDimension")
                        ? sdxl.positive("timestepConditionDimension", BundleBounds.WIDTH)
                        : 0,
                first,
                second,
                scheduler(root.object("scheduler")),
                otherSchedulers(root.object("scheduler")),
                defaults.positive("steps", BundleBounds.TIMESTEPS),
                defaults.number("guidanceScale"));
    }

    private static TokenizerRules tokenizer(JsonFields fields, BundleManifest manifest) {
        return new TokenizerRules(
                manifest.file(fields.text("file")),
                fields.positive("maxLength", BundleBounds.TEXT_LENGTH),
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
                    fields.positive("numTrainTimesteps", BundleBounds.TIMESTEPS),
                    fields.number("betaStart"),
                    fields.number("betaEnd"),
                    fields.choice("betaSchedule", BetaSchedule.values(), BetaSchedule::id),
                    fields.choice("predictionType", PredictionType.values(), PredictionType::id),
                    fields.choice("timestepSpacing", TimestepSpacing.values(), TimestepSpacing::id),
                    fields.notNegative("stepsOffset", BundleBounds.TIMESTEPS),
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
                    fields.has("originalInferenceSteps")
                            ? fields.positive("originalInferenceSteps", BundleBounds.TIMESTEPS)
                            : 50,
                    fields.number("timestepScaling", 10.0));
        } catch (IllegalArgumentException e) {
            throw fields.error("scheduler", "is not valid: " + e.getMessage());
        }
    }
}
