package io.steerscope.app.experiment.planning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.record.GenerationJob;

/**
 * What the folder of a run takes on the disk.
 *
 * @param images the images as files, in whole blocks
 * @param topics jobs, images, summaries and scores
 * @param embeddings the part of the topics and of the state that is embeddings
 * @param state what the aggregator keeps, in its stores and in the topics behind them
 */
public record ExpectedDisk(long images, long topics, long embeddings, long state) {

    private static final int BLOCK = 4096;

    /** A score on its way to the aggregator, its row, that of its image and its part of a pair, as runs have them. */
    private static final int STATE_OF_A_SCORE = 370 + 370 + 360 + 130;

    /** Key and framing of an embedding in a store or its topic. */
    private static final int AROUND_AN_EMBEDDING = 100;

    /** Folders, indexes of logs, the log of the run and the report. */
    private static final long FIXED = 4L << 20;

    /** That of a run. */
    public static ExpectedDisk of(RunSettings settings, RecordSizes sizes) {
        int scorers = settings.scorers().size();
        Set<String> prompts = new HashSet<>();
        long count;
        long files;
        double records;
        if (settings.images() instanceof RunImages.Generated generated) {
            List<GenerationJob> jobs = ExperimentPlan.of(generated.design()).jobs();
            count = jobs.size();
            jobs.forEach(job -> {
                prompts.add(job.getSource());
                prompts.add(job.getTarget());
            });
            files = Math.round(count * blocks(sizes.file()));
            records = jobBytes(jobs) + count * (sizes.image() + sizes.summary());
        } else {
            RunImages.Ingested ingested = (RunImages.Ingested) settings.images();
            count = ingested.set().images().size();
            files = 0;
            records = 0.0;
            for (var image : ingested.set().images()) {
                prompts.add(image.pair().source());
                prompts.add(image.pair().target());
                files += Math.round(blocks(image.encoded().sizeBytes()));
                records += image.encoded().sizeBytes() + 2 * (sizes.image() - sizes.file());
            }
        }
        long scores = count * scorers;
        double embedded = sizes.embedding() == 0.0 ? 0.0 : scores * (sizes.embedding() + AROUND_AN_EMBEDDING);
        double texts = (double) prompts.size() * scorers * sizes.text();
        double topics = records + scores * (sizes.score() - sizes.embedding());
        return new ExpectedDisk(
                files,
                Math.round(topics) + FIXED,
                Math.round(scores * sizes.embedding() + texts + 2 * embedded),
                scores * STATE_OF_A_SCORE);
    }

    /** That of the jobs of a design in their topic. */
    public static long ofJobs(ExperimentDesign design) {
        return Math.round(jobBytes(ExperimentPlan.of(design).jobs()));
    }

    private static double blocks(double bytes) {
        return (Math.floor(bytes / BLOCK) + 1) * BLOCK;
    }

    /** Some hundreds of jobs show what all take: their lists of exemplars compress well together. */
    private static double jobBytes(List<GenerationJob> jobs) {
        List<GenerationJob> some = jobs.subList(0, Math.min(jobs.size(), 500));
        return (double) RecordSizes.ofJobs(some) / some.size() * jobs.size();
    }

    /** All of it, in bytes. */
    public long total() {
        return images + topics + embeddings + state;
    }
}
