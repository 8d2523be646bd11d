package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.List;

import io.steerscope.foundation.vocabulary.Measure;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.StopWhenDecided;
import io.steerscope.producer.ingest.ImageSet;
import io.steerscope.results.document.Numbers;

/** How many images a design asks for, before any is made. */
final class PlannedImages {

    private PlannedImages() {}

    /** How many images there will be, and what they can show or when they stop, a line each. */
    static List<String> lines(ExperimentDesign design) {
        List<String> lines = new ArrayList<>(List.of(line(design)));
        lines.addAll(effects(design));
        return lines;
    }

    /** What the images can show, or when they stop, a line each. */
    static List<String> effects(ExperimentDesign design) {
        StopWhenDecided stop = design.stop();
        return stop == null ? PlannedEffects.of(design).lines() : PlannedStop.lines(design, stop);
    }

    /** The number of images, and what it is made of, in one line. */
    static String line(ExperimentDesign design) {
        String all = (design.stop() == null ? "" : "at most ") + Numbers.count(design.expectedJobs(), "image");
        return design.unsteeredJobs() == 0
                ? all
                : all
                        + ": %s steered, and %s unsteered, the %s of every pair and seed"
                                .formatted(
                                        Numbers.count(design.steeredJobs()),
                                        Numbers.count(design.unsteeredJobs()),
                                        String.join(
                                                " and the ",
                                                design.baseline().images().stream()
                                                        .map(image -> image.id() + " image")
                                                        .toList()));
    }

    /** The number of images that are there, and of the pairs or prompts that they were made of, in one line. */
    static String line(ImageSet set) {
        long pairs = set.images().stream()
                .map(image -> image.pair().pairId())
                .distinct()
                .count();
        return "%s of %s"
                .formatted(
                        Numbers.count(set.images().size(), "image"),
                        Numbers.count(pairs, set.measure() == Measure.ALIGNMENT ? "prompt" : "pair"));
    }
}
