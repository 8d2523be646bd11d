package io.steerscope.producer.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.foundation.vocabulary.ExperimentKind;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.producer.publish.ProductionException;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.Experiment;

/**
 * What is to be written of a set of images, as of what is committed.
 *
 * @param experiment the record of the experiment
 * @param isNewRecord whether it differs from what is committed
 * @param missing positions in the set of the images that are not committed
 * @param replaced how many of these are committed with other bytes
 * @param gone how many committed images the set does not have
 */
record IngestPlan(Experiment experiment, boolean isNewRecord, List<Integer> missing, long replaced, long gone) {

    /**
     * Plans.
     *
     * @throws IngestConflictException if the set does not go together with what is committed
     */
    static IngestPlan of(ImageSet set, boolean replace, IngestedTopics topics) {
        Optional<Experiment> existing = topics.experiment();
        existing.ifPresent(experiment -> requireSameKind(experiment, set));
        Map<String, CommittedImage> committed = topics.images();
        requireIngested(set, committed);
        List<Integer> missing = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        long replaced = 0;
        IngestConflictException.Lines conflicts = new IngestConflictException.Lines();
        for (int i = 0; i < set.images().size(); i++) {
            IngestedImage image = set.images().get(i);
            String key = RecordKeys.jobKey(image.identity(set.experimentId()));
            keys.add(key);
            CommittedImage there = committed.get(key);
            if (there == null) {
                missing.add(i);
            } else if (!there.sha256().equals(image.encoded().sha256())) {
                missing.add(i);
                replaced++;
                if (!replace) {
                    conflicts.add(otherBytes(image, there, set.experimentId()));
                }
            }
        }
        conflicts.refuseIfAny();
        long gone =
                committed.keySet().stream().filter(key -> !keys.contains(key)).count();
        Map<String, IngestedPair> pairs = allPairs(set, existing.orElse(null), committed, topics);
        Experiment experiment = ImageDesign.of(set, pairs, committed, keys.size() + gone, existing.orElse(null));
        return new IngestPlan(
                experiment, !experiment.equals(existing.orElse(null)), List.copyOf(missing), replaced, gone);
    }

    private static void requireSameKind(Experiment existing, ImageSet set) {
        String id = existing.getExperimentId();
        if (ExperimentKind.of(existing.getKind()) != ExperimentKind.IMAGES) {
            throw new IngestConflictException(
                    "experiment %s is one of jobs, whose images generators make: choose another --experiment"
                            .formatted(id));
        }
        if (Measure.of(existing.getMeasure()) != set.measure()) {
            throw new IngestConflictException(
                    set.measure() == Measure.ALIGNMENT
                            ? "experiment %s has source prompts, and these images have none: add the column source, or choose another --experiment"
                                    .formatted(id)
                            : "experiment %s has no source prompts, and these images have them: leave the column source out, or choose another --experiment"
                                    .formatted(id));
        }
        String wanted =
                set.smallestEffect() == null ? null : set.smallestEffect().text();
        if (wanted != null && !wanted.equals(existing.getSmallestEffect())) {
            throw new IngestConflictException(
                    "experiment %s was begun with the smallest effect %s, requested %s: leave --smallest-effect out, or choose another --experiment"
                            .formatted(
                                    id,
                                    existing.getSmallestEffect() == null ? "(none)" : existing.getSmallestEffect(),
                                    wanted));
        }
    }

    private static void requireIngested(ImageSet set, Map<String, CommittedImage> committed) {
        committed.values().stream()
                .filter(image -> !image.ingested())
                .findFirst()
                .ifPresent(image -> {
                    throw new IngestConflictException(
                            "experiment %s has images that a generator (%s) made: choose another --experiment"
                                    .formatted(set.experimentId(), image.generator()));
                });
    }

    private static String otherBytes(IngestedImage image, CommittedImage there, String experimentId) {
        return "%s: the image of pair %s, method %s, alpha %s, seed %d is in experiment %s with other bytes (SHA-256 %s there, %s here): give it another seed, or choose another experiment (ingest replaces it with --replace)"
                .formatted(
                        image.file(),
                        image.pair().pairId(),
                        image.method(),
                        image.alpha(),
                        image.seed(),
                        experimentId,
                        there.sha256().substring(0, Math.min(12, there.sha256().length())),
                        image.encoded().sha256().substring(0, 12));
    }

    /**
     * The pairs of the set and of the committed images. Their texts are in the topic of images, which is read only
     * where the checksum of the pairs does not tell that they are those of the set.
     */
    private static Map<String, IngestedPair> allPairs(
            ImageSet set, @Nullable Experiment existing, Map<String, CommittedImage> committed, IngestedTopics topics) {
        Map<String, IngestedPair> pairs = new LinkedHashMap<>();
        set.images().forEach(image -> pairs.putIfAbsent(image.pair().pairId(), image.pair()));
        Map<String, String> known = new HashMap<>();
        committed.values().forEach(image -> known.put(image.identity().getPairId(), image.category()));
        requireSameCategories(set, pairs, known);
        if (known.isEmpty() || existing != null && isSame(existing, pairs, known.keySet())) {
            return pairs;
        }
        Map<String, IngestedPair> texts = topics.texts(known.keySet());
        IngestConflictException.Lines conflicts = new IngestConflictException.Lines();
        for (String pairId : known.keySet().stream().sorted().toList()) {
            IngestedPair here = pairs.get(pairId);
            IngestedPair there = texts.get(pairId);
            if (there != null && here != null && !there.equals(here)) {
                conflicts.add(otherTexts(here, there, set.experimentId()));
            } else if (there != null) {
                pairs.putIfAbsent(pairId, there);
            } else if (here == null) {
                throw new ProductionException(
                        "the images of pair %s have left topic images, and with them its texts: ingest it again together with these, or choose another --experiment"
                                .formatted(pairId));
            }
        }
        conflicts.refuseIfAny();
        return pairs;
    }

    private static void requireSameCategories(
            ImageSet set, Map<String, IngestedPair> pairs, Map<String, String> known) {
        IngestConflictException.Lines conflicts = new IngestConflictException.Lines();
        pairs.values().forEach(pair -> {
            String category = known.get(pair.pairId());
            if (category != null && !category.equals(pair.category())) {
                conflicts.add(
                        "pair %s is of category \"%s\" in experiment %s, here of \"%s\": write both alike, or choose another --experiment"
                                .formatted(pair.pairId(), category, set.experimentId(), pair.category()));
            }
        });
        conflicts.refuseIfAny();
    }

    private static boolean isSame(Experiment existing, Map<String, IngestedPair> pairs, Set<String> known) {
        if (!pairs.keySet().containsAll(known)) {
            return false;
        }
        String checksum = existing.getPairsSha256();
        return checksum.equals(IngestedPair.sha256(pairs.values()))
                || checksum.equals(
                        IngestedPair.sha256(known.stream().map(pairs::get).toList()));
    }

    private static String otherTexts(IngestedPair here, IngestedPair there, String experimentId) {
        boolean target = !here.target().equals(there.target());
        return "pair %s has the %s \"%s\" in experiment %s, here \"%s\": give it another pair_id, or choose another --experiment"
                .formatted(
                        here.pairId(),
                        target ? "target" : "source",
                        target ? there.target() : there.source(),
                        experimentId,
                        target ? here.target() : here.source());
    }
}
