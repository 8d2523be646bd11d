package io.steerscope.producer.publish;

import java.util.List;

import io.steerscope.schemas.record.Experiment;

/** Records of experiments of images that were made elsewhere. */
final class ImageExperiments {

    private ImageExperiments() {}

    /** One of the name, categories and strengths of an experiment of jobs. */
    static Experiment ofImages(Experiment jobs) {
        return new Experiment(
                jobs.getExperimentId(),
                jobs.getCategories(),
                List.of(),
                jobs.getAlphas(),
                List.of("images"),
                jobs.getSettings(),
                0L,
                jobs.getExpectedJobs(),
                null,
                null,
                null,
                "images",
                null,
                null,
                jobs.getPairsSha256(),
                "e".repeat(64));
    }
}
