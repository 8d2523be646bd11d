package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.files.AtomicFile;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.foundation.vocabulary.ExemplarRule;
import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.schemas.record.CategoryDesign;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.StoppingDesign;

/**
 * What a run folder is for: everything that decides the report, by name.
 *
 * @param fields the design, the generator's checksum and type, the number of threads and the batch size, whether the
 *     scorers keep embeddings
 * @param scorers checksums of the scorer bundles by id
 * @param rescorers checksums of the scorer bundles that came after the run, by id
 * @param partitions partitions of jobs, images and scores; a folder keeps them, and they decide nothing
 */
record RunRecord(
        Map<String, String> fields, Map<String, String> scorers, Map<String, String> rescorers, int partitions) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SCORER = "scorer ";
    private static final String RESCORER = "rescored by ";
    private static final String PARTITIONS = "partitions";
    private static final String BATCH_SIZE = "batch size";
    private static final String DEFAULT_BATCH_SIZE = "default";
    private static final String DTYPE = "dtype";
    private static final String GENERATOR_CHECKSUM = "generator's checksum";
    private static final String EMBEDDINGS = "embeddings";
    private static final String EMBEDDINGS_OF = "embeddings of ";
    private static final String EXEMPLARS = "exemplars";
    private static final String SMALLEST_EFFECT = "smallest effect";
    private static final String NO_EFFECT_CHOSEN = "none";
    private static final String BASELINE = "baseline";
    private static final String STOP = "stop";
    private static final String NEVER = "never";
    private static final String KIND = "kind";
    private static final String IMAGES_CHECKSUM = "images' checksum";
    private static final String KEPT = "kept";
    private static final String LEFT_OUT = "left out";

    static RunRecord of(
            Experiment experiment,
            SdxlBundle generator,
            List<ClipBundle> scorers,
            Parallelism parallelism,
            @Nullable Integer batchSize,
            boolean keepsEmbeddings) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("experiment", experiment.getExperimentId());
        fields.put(
                "pairs",
                experiment.getCategories().stream()
                        .map(RunRecord::pairs)
                        .toList()
                        .toString());
        fields.put("seeds", experiment.getSeeds().toString());
        fields.put("alphas", experiment.getAlphas().toString());
        fields.put("methods", experiment.getMethods().toString());
        fields.put("generator", experiment.getSettings().getBundleId());
        fields.put("scheduler", experiment.getSettings().getScheduler());
        fields.put("steps", Integer.toString(experiment.getSettings().getSteps()));
        fields.put("guidance scale", Double.toString(experiment.getSettings().getGuidanceScale()));
        fields.put("negative prompt", String.valueOf(experiment.getSettings().getNegativePrompt()));
        fields.put("width", Integer.toString(experiment.getSettings().getWidth()));
        fields.put("height", Integer.toString(experiment.getSettings().getHeight()));
        fields.put(
                EXEMPLARS,
                experiment.getExemplars() == null ? ExemplarRule.LEAVE_ONE_OUT.id() : experiment.getExemplars());
        fields.put(
                SMALLEST_EFFECT,
                experiment.getSmallestEffect() == null ? NO_EFFECT_CHOSEN : experiment.getSmallestEffect());
        fields.put(BASELINE, experiment.getBaseline() == null ? Baseline.NONE.text() : experiment.getBaseline());
        fields.put(STOP, experiment.getStop() == null ? NEVER : stop(experiment.getStop()));
        fields.put("order seed", Long.toString(experiment.getOrderSeed()));
        fields.put("threads", Integer.toString(parallelism.threads()));
        fields.put(BATCH_SIZE, batchSize == null ? DEFAULT_BATCH_SIZE : batchSize.toString());
        fields.put("pairs' checksum", experiment.getPairsSha256());
        fields.put(GENERATOR_CHECKSUM, generator.sha256());
        fields.put(DTYPE, generator.dtype().id());
        fields.put(EMBEDDINGS, keepsEmbeddings ? KEPT : LEFT_OUT);
        Map<String, String> checksums = new TreeMap<>();
        scorers.forEach(scorer -> checksums.put(scorer.id(), scorer.sha256()));
        return new RunRecord(fields, checksums, Map.of(), parallelism.partitions());
    }

    /**
     * That of a run.
     *
     * @throws ActionableException if two scorers have the same id
     */
    static RunRecord of(RunSettings settings) {
        List<ClipBundle> scorers = settings.scorers();
        List<String> ids = scorers.stream().map(ClipBundle::id).toList();
        if (ids.stream().distinct().count() < ids.size()) {
            throw new ActionableException("two scorers have the same id, "
                    + ids.stream()
                            .filter(id -> Collections.frequency(ids, id) > 1)
                            .findFirst()
                            .orElseThrow()
                    + ": name each once");
        }
        if (settings.images() instanceof RunImages.Ingested ingested) {
            return of(ingested.set(), scorers, settings.parallelism(), settings.keepsEmbeddings());
        }
        RunImages.Generated generated = (RunImages.Generated) settings.images();
        return of(
                generated.design().experiment(),
                generated.generator(),
                scorers,
                settings.parallelism(),
                generated.batchSize(),
                settings.keepsEmbeddings());
    }

    private static String pairs(CategoryDesign category) {
        String all = category.getCategory() + " " + category.getPairs();
        return category.getPlannedPairs() == null ? all : all + " (" + category.getPlannedPairs() + " planned)";
    }

    private static String stop(StoppingDesign stop) {
        return "when decided by %s at level %s from %d items on"
                .formatted(String.join(" and ", stop.getScorers()), stop.getLevel(), stop.getFewestItems());
    }

    /** Of images that were made elsewhere, of which there may be more later. */
    static RunRecord of(ImageSet set, List<ClipBundle> scorers, Parallelism parallelism, boolean keepsEmbeddings) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("experiment", set.experimentId());
        fields.put(KIND, String.valueOf(ExperimentKind.IMAGES.recorded()));
        fields.put(
                "measure",
                set.measure() == Measure.MARGIN
                        ? "margin"
                        : String.valueOf(set.measure().recorded()));
        fields.put(
                SMALLEST_EFFECT,
                set.smallestEffect() == null
                        ? NO_EFFECT_CHOSEN
                        : set.smallestEffect().text());
        fields.put("threads", Integer.toString(parallelism.threads()));
        fields.put(EMBEDDINGS, keepsEmbeddings ? KEPT : LEFT_OUT);
        fields.put(IMAGES_CHECKSUM, set.sha256());
        Map<String, String> checksums = new TreeMap<>();
        scorers.forEach(scorer -> checksums.put(scorer.id(), scorer.sha256()));
        return new RunRecord(fields, checksums, Map.of(), parallelism.partitions());
    }

    /**
     * What claiming a folder comes to.
     *
     * @param record the record as the folder keeps it, or will keep it
     * @param isNew whether it differs from what is there, so that a report that is there is one of before
     */
    record Claim(RunRecord record, boolean isNew) {}

    /**
     * Makes the folder one for this design, or checks that it is. A finished run stays what it is where bundles of the
     * same names have changed since, as with a new release.
     *
     * @param ownDtype what the generator's bundle was exported to compute in, which is the type of folders of before
     *     there were others
     * @return the record as the folder keeps it
     * @throws ActionableException if the folder is for another design, with the differences
     */
    RunRecord claim(RunFolder folder, Dtype ownDtype) throws IOException {
        Claim claim = examine(folder, ownDtype);
        if (claim.isNew()) {
            Files.deleteIfExists(folder.report());
            claim.record().write(folder);
        }
        return claim.record();
    }

    /**
     * What {@link #claim} would do, which it throws like and does not do.
     *
     * @throws ActionableException as {@link #claim} throws it
     */
    Claim examine(RunFolder folder, Dtype ownDtype) throws IOException {
        if (!Files.exists(folder.record())) {
            if (Files.exists(folder.report()) || Files.exists(folder.broker())) {
                throw new ActionableException(folder.root() + " holds results but no "
                        + folder.record().getFileName() + "; choose another --out");
            }
            return new Claim(this, true);
        }
        RunRecord earlier = read(folder);
        requireSameKind(folder, earlier);
        earlier.fields.putIfAbsent(DTYPE, ownDtype.id());
        earlier.fields.putIfAbsent(EMBEDDINGS, LEFT_OUT);
        earlier.fields.putIfAbsent(EXEMPLARS, ExemplarRule.LEAVE_ONE_OUT.id());
        earlier.fields.putIfAbsent(SMALLEST_EFFECT, NO_EFFECT_CHOSEN);
        earlier.fields.putIfAbsent(BASELINE, Baseline.NONE.text());
        earlier.fields.putIfAbsent(STOP, NEVER);
        List<String> differences = earlier.differences(this);
        List<String> changedBundles = earlier.changedBundles(this);
        if (!differences.isEmpty()) {
            throw new ActionableException(folder.root() + " holds another experiment: " + String.join("; ", differences)
                    + "; choose another --out, or ask for the same");
        }
        if (!changedBundles.isEmpty()) {
            if (Files.exists(folder.report()) && earlier.scorers.keySet().equals(scorers.keySet())) {
                return new Claim(earlier, false);
            }
            throw new ActionableException(folder.root() + " was begun with other bundles: "
                    + String.join("; ", changedBundles) + "; "
                    + (Files.exists(folder.report())
                            ? "it is finished: judge its images by others with rescore"
                            : "finish it with those (a release brings its own), or choose another --out"));
        }
        boolean sameImages = Objects.equals(earlier.fields.get(IMAGES_CHECKSUM), fields.get(IMAGES_CHECKSUM));
        if (earlier.scorers.equals(scorers) && sameImages) {
            return new Claim(earlier, false);
        }
        Map<String, String> rescorers = new TreeMap<>(earlier.rescorers);
        rescorers.keySet().removeAll(scorers.keySet());
        return new Claim(new RunRecord(fields, scorers, rescorers, earlier.partitions), true);
    }

    private void requireSameKind(RunFolder folder, RunRecord earlier) {
        if (!Objects.equals(earlier.fields.get(KIND), fields.get(KIND))) {
            throw new ActionableException(folder.root() + " holds "
                    + (earlier.fields.containsKey(KIND)
                            ? "images that were made elsewhere: name them with --images, or choose another --out"
                            : "images that a generator made: choose another --out"));
        }
    }

    /**
     * The record with one more scorer that comes after the run.
     *
     * @throws ActionableException if other weights have judged the images under the same id
     */
    RunRecord withRescorer(ModelBundle scorer) {
        String known = scorers.getOrDefault(scorer.id(), rescorers.get(scorer.id()));
        if (known != null && !known.equals(scorer.sha256())) {
            throw new ActionableException("another bundle with the id " + scorer.id() + " (checksum "
                    + known.substring(0, 12) + "…) has judged these images; give the new one an id of its own");
        }
        Map<String, String> all = new TreeMap<>(rescorers);
        all.put(scorer.id(), scorer.sha256());
        return new RunRecord(fields, scorers, all, partitions);
    }

    /**
     * The record with what a scorer that comes after the run makes of embeddings: what is asked for, else what it began
     * with, else what the run did; one that begins in a folder of before there was this choice keeps them.
     *
     * @param asked null if nothing is asked for
     */
    RunRecord withEmbeddingsOf(ModelBundle scorer, @Nullable Boolean asked) {
        String noted = fields.getOrDefault(EMBEDDINGS_OF + scorer.id(), fields.get(EMBEDDINGS));
        boolean keeps = noted == null ? !rescorers.containsKey(scorer.id()) : noted.equals(KEPT);
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put(EMBEDDINGS_OF + scorer.id(), (asked == null ? keeps : asked) ? KEPT : LEFT_OUT);
        return new RunRecord(all, scorers, rescorers, partitions);
    }

    /** Whether a scorer that came after the run keeps embeddings. */
    boolean keepsEmbeddingsOf(ModelBundle scorer) {
        return KEPT.equals(fields.get(EMBEDDINGS_OF + scorer.id()));
    }

    /** Whether the scorers of the run keep embeddings; empty in folders of before there was a choice. */
    Optional<Boolean> keepsEmbeddings() {
        return Optional.ofNullable(fields.get(EMBEDDINGS)).map(KEPT::equals);
    }

    /**
     * The unsteered images of the design; none in folders of before there were such.
     *
     * @throws ActionableException if it is damaged
     */
    Baseline baseline() {
        try {
            return Baseline.parse(fields.getOrDefault(BASELINE, Baseline.NONE.text()));
        } catch (IllegalArgumentException e) {
            throw new ActionableException(
                    "the record of the run is damaged: " + e.getMessage() + "; choose another --out", e);
        }
    }

    /** What the generator computes in; empty in folders of before there was a choice. */
    Optional<Dtype> dtype() {
        return Optional.ofNullable(fields.get(DTYPE)).map(Dtype::parse);
    }

    /** The experiment of the folder. */
    String experimentId() {
        return fields.getOrDefault("experiment", "");
    }

    /** Threads of one operator of a model. */
    int threads() {
        return Integer.parseInt(fields.getOrDefault("threads", "1"));
    }

    /** Writes the record into the folder. */
    void write(RunFolder folder) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(fields);
        scorers.forEach((id, checksum) -> all.put(SCORER + id, checksum));
        rescorers.forEach((id, checksum) -> all.put(RESCORER + id, checksum));
        all.put(PARTITIONS, Integer.toString(partitions));
        AtomicFile.write(folder.record(), JSON.writeValueAsString(all) + "\n");
    }

    /**
     * The record of a folder.
     *
     * @throws ActionableException if it is damaged
     */
    static RunRecord read(RunFolder folder) throws IOException {
        Map<String, String> fields;
        try {
            fields = JSON.readValue(
                    Files.readAllBytes(folder.record()), new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new ActionableException(
                    folder.record() + " is damaged, so that nobody knows what the folder is for: choose another folder",
                    e);
        }
        fields.putIfAbsent(BATCH_SIZE, DEFAULT_BATCH_SIZE);
        Map<String, String> scorers = takeAll(fields, SCORER);
        Map<String, String> rescorers = takeAll(fields, RESCORER);
        String partitions = fields.remove(PARTITIONS);
        if (partitions == null || !partitions.matches("\\d{1,4}")) {
            throw new ActionableException(
                    folder.record() + " is damaged, it names no partitions: choose another folder");
        }
        return new RunRecord(fields, scorers, rescorers, Integer.parseInt(partitions));
    }

    /** Removes the fields with a prefix and returns them without it. */
    private static Map<String, String> takeAll(Map<String, String> fields, String prefix) {
        Map<String, String> taken = new TreeMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                taken.put(name.substring(prefix.length()), value);
            }
        });
        fields.keySet().removeIf(name -> name.startsWith(prefix));
        return taken;
    }

    /** What {@code requested} asks for otherwise; a scorer may come in addition, but none may go. */
    private List<String> differences(RunRecord requested) {
        List<String> differences = new ArrayList<>();
        requested.fields.forEach((name, value) -> {
            boolean mayChange = name.equals(GENERATOR_CHECKSUM) || name.equals(IMAGES_CHECKSUM);
            if (!mayChange && !value.equals(fields.get(name))) {
                differences.add(name + " is " + fields.get(name) + ", requested " + value);
            }
        });
        scorers.keySet().stream()
                .filter(id -> !requested.scorers.containsKey(id))
                .forEach(id -> differences.add("scorer " + id + " took part, and is not requested"));
        return differences;
    }

    /** The bundles of {@code requested} that are not those of before, though they have their names. */
    private List<String> changedBundles(RunRecord requested) {
        List<String> changed = new ArrayList<>();
        if (!Objects.equals(fields.get(GENERATOR_CHECKSUM), requested.fields.get(GENERATOR_CHECKSUM))) {
            changed.add("generator " + fields.get("generator") + " has another checksum than before");
        }
        requested.scorers.forEach((id, checksum) -> {
            String before = scorers.getOrDefault(id, rescorers.get(id));
            if (before != null && !before.equals(checksum)) {
                changed.add("scorer " + id + " has another checksum than before");
            }
        });
        return changed;
    }
}
