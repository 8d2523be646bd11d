package io.steerscope.app.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.EffectThreshold;
import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.producer.ingest.ImageContents;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.producer.ingest.IngestedImage;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.table.FieldText;

/** A source of images in which nothing is wrong. */
public final class CheckedSource implements ImageContents {

    private static final int MOST_ALPHAS = 200;
    private static final int MOST_METHODS = 100;
    private static final long MOST_CELLS = 10_000;
    private static final int MOST_NAMED = 10;

    private final List<ImageRow> rows;
    private final List<IngestedImage> images;
    private final List<String> remarks;
    private final RecordLimits limits;

    private CheckedSource(List<ImageRow> rows, List<IngestedImage> images, List<String> remarks, RecordLimits limits) {
        this.rows = List.copyOf(rows);
        this.images = List.copyOf(images);
        this.remarks = List.copyOf(remarks);
        this.limits = limits;
    }

    /**
     * Reads and checks a source: its rows, its texts, and each of its images.
     *
     * @throws ImageSourceException if anything is wrong with it
     * @throws ActionableException if it is no source
     * @throws IOException if a file with rows cannot be read
     */
    public static CheckedSource read(SourceOptions options, CheckListener listener) throws IOException {
        SourceParts parts = SourceParts.of(options.source(), options.root());
        SourceFaults faults = new SourceFaults();
        RowRules rules = new RowRules(
                new ImageFolder(parts.root(), true), options.limits().promptLength(), options.generator(), faults);
        for (Part part : parts.parts()) {
            switch (part.form()) {
                case CSV, PARQUET -> TableRows.read(part, options.columns(), rules, faults);
                case JSON_LINES -> JsonLinesRows.read(part, options.columns(), rules, faults);
                case TAR -> ShardRows.read(part, options.columns(), rules, faults);
            }
        }
        rules.finish();
        List<String> remarks = new ArrayList<>(ignored(rules));
        if (rules.namesAll()) {
            addUnlisted(parts, rules, options.unlisted(), faults, remarks);
        }
        if (rules.rows().isEmpty() && faults.count() == 0) {
            faults.add(Spot.whole(parts.parts().get(0)), "names no image: add a row for each");
        }
        for (ClipBundle scorer : options.scorers()) {
            remarks.addAll(TextCheck.check(rules.pairs(), scorer, faults));
        }
        List<IngestedImage> images =
                new ImageScan(options.limits(), options.largeImages(), faults).scan(rules.rows(), listener);
        addLimits(images, parts, faults);
        faults.refuseIfAny();
        return new CheckedSource(rules.rows(), images, remarks, options.limits());
    }

    private static List<String> ignored(RowRules rules) {
        if (rules.ignored().isEmpty()) {
            return List.of();
        }
        return List.of("not used: "
                + rules.ignored().keySet().stream()
                        .map(name -> name.isEmpty() ? "the first column, which has no name" : FieldText.quoted(name))
                        .collect(Collectors.joining(", ")));
    }

    private static void addUnlisted(
            SourceParts parts, RowRules rules, boolean allowed, SourceFaults faults, List<String> remarks) {
        List<Path> unlisted = parts.images().stream()
                .filter(file -> !rules.names(file))
                .sorted()
                .toList();
        if (unlisted.isEmpty()) {
            return;
        }
        if (allowed) {
            remarks.add("%d %s no row and %s left out: %s%s"
                    .formatted(
                            unlisted.size(),
                            unlisted.size() == 1 ? "image has" : "images have",
                            unlisted.size() == 1 ? "is" : "are",
                            unlisted.stream()
                                    .limit(MOST_NAMED)
                                    .map(file -> parts.root().relativize(file).toString())
                                    .collect(Collectors.joining(", ")),
                            unlisted.size() > MOST_NAMED ? ", .." : ""));
            return;
        }
        for (Path file : unlisted) {
            Part part = parts.parts().stream()
                    .filter(candidate -> file.startsWith(candidate.folder()))
                    .reduce((first, second) -> second)
                    .orElse(parts.parts().get(0));
            faults.add(
                    Spot.whole(part),
                    "image %s has no row: add one, remove the image, or give --allow-unlisted"
                            .formatted(FieldText.quoted(
                                    part.folder().relativize(file).toString())));
        }
    }

    private static void addLimits(List<IngestedImage> images, SourceParts parts, SourceFaults faults) {
        Set<Double> alphas = new HashSet<>();
        Set<String> methods = new HashSet<>();
        Set<String> categories = new HashSet<>();
        for (IngestedImage image : images) {
            categories.add(image.pair().category());
            if (UnsteeredImage.named(image.method()).isEmpty()) {
                alphas.add(image.alpha());
                methods.add(image.method());
            }
        }
        Spot spot = Spot.whole(parts.parts().get(0));
        if (faults.count() == 0 && methods.isEmpty()) {
            faults.add(
                    spot,
                    "has unsteered images alone, of alpha 0 or of the methods source and target: add steered ones");
        }
        atMost(spot, "strengths (alpha)", alphas.size(), MOST_ALPHAS, faults);
        atMost(spot, "methods", methods.size(), MOST_METHODS, faults);
        atMost(
                spot,
                "cells of category, alpha and method",
                (long) alphas.size() * methods.size() * categories.size(),
                MOST_CELLS,
                faults);
    }

    private static void atMost(Spot spot, String what, long count, long most, SourceFaults faults) {
        if (count > most) {
            faults.add(
                    spot, "has %d %s, the most is %d: ingest it as several experiments".formatted(count, what, most));
        }
    }

    /** What to tell: columns that are not used, images that are left out, texts that a scorer cuts or does not know. */
    public List<String> remarks() {
        return remarks;
    }

    /** Number of images. */
    public int images() {
        return images.size();
    }

    /** Number of pairs, or of prompts where there is no source prompt. */
    public long pairs() {
        return images.stream().map(image -> image.pair().pairId()).distinct().count();
    }

    /** What scores say of the images: whether they have source prompts. */
    public Measure measure() {
        return images.get(0).pair().source().isEmpty() ? Measure.ALIGNMENT : Measure.MARGIN;
    }

    /**
     * The images as an experiment.
     *
     * @throws ActionableException if a smallest effect is given and there is no margin
     */
    public ImageSet set(String experimentId, @Nullable EffectThreshold smallestEffect) {
        if (smallestEffect != null && measure() == Measure.ALIGNMENT) {
            throw new ActionableException(
                    "--smallest-effect is of margins, and these images have no source prompt: leave it out, or add the"
                            + " column source");
        }
        return new ImageSet(experimentId, measure(), images, smallestEffect);
    }

    @Override
    public byte[] read(int index) throws IOException {
        return rows.get(index).location().read(limits.imageBytes());
    }
}
