package io.steerscope.generatorworker.generation;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GeneratedImageResult.Degenerate;
import io.steerscope.inference.diffusion.GeneratedImageResult.Rendered;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.torch.OutOfMemoryException;
import io.steerscope.schemas.identity.ItemPlace;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.worker.stage.Outcome;
import io.steerscope.worker.stage.RecordPosition;
import io.steerscope.worker.stage.RejectedRecordException;
import io.steerscope.worker.stage.StageProcessor;
import io.steerscope.worker.stage.Subject;
import io.steerscope.worker.stage.TransientFailureException;
import io.steerscope.worker.stage.UnusableModelException;

/**
 * Makes the images of jobs, and their summaries. Jobs of one batch that have equal settings go through the pipeline
 * together.
 *
 * <p>The record of an image is a function of its job and the bundle, apart from {@code generatedAt} and
 * {@code durationMillis}.
 */
public final class GeneratorStage implements StageProcessor<GenerationJob, PreparedJob, MadeImage> {

    private static final double NANOS_PER_MILLI = 1e6;

    private final SdxlBundle bundle;
    private final ImagePipeline pipeline;
    private final ImageStore store;
    private final JobReader reader;
    private final String version;
    private final Clock clock;

    /**
     * @param pipeline model of {@code bundle}; closed with the stage
     * @param limits the most that a job may ask for
     * @param version version of the generator worker, for the stamp
     */
    public GeneratorStage(
            SdxlBundle bundle,
            ImagePipeline pipeline,
            ImagePlacement placement,
            RecordLimits limits,
            String version,
            Clock clock) {
        this.bundle = bundle;
        this.pipeline = pipeline;
        this.store = new ImageStore(placement);
        this.reader = new JobReader(bundle, limits);
        this.version = version;
        this.clock = clock;
    }

    @Override
    public Subject subject(GenerationJob job) {
        return new Subject(job.getIdentity(), job.getCategory(), ItemPlace.orNone(job.getPlace()));
    }

    @Override
    public PreparedJob prepare(GenerationJob job, RecordPosition position) throws RejectedRecordException {
        return reader.read(job);
    }

    @Override
    public List<Outcome<MadeImage>> process(List<PreparedJob> batch) throws TransientFailureException {
        // By type first: changing it loads the model again.
        Map<Dtype, Map<GenerationSettings, List<PreparedJob>>> groups = new LinkedHashMap<>();
        for (PreparedJob job : batch) {
            groups.computeIfAbsent(job.dtype(), dtype -> new LinkedHashMap<>())
                    .computeIfAbsent(job.request().settings(), settings -> new ArrayList<>())
                    .add(job);
        }
        Map<PreparedJob, Outcome<MadeImage>> outcomes = new IdentityHashMap<>();
        for (Map<GenerationSettings, List<PreparedJob>> ofOneType : groups.values()) {
            for (List<PreparedJob> group : ofOneType.values()) {
                generate(group, outcomes);
            }
        }
        return batch.stream().map(outcomes::get).toList();
    }

    @Override
    public void close() {
        pipeline.close();
    }

    private void generate(List<PreparedJob> group, Map<PreparedJob, Outcome<MadeImage>> outcomes)
            throws TransientFailureException {
        long start = System.nanoTime();
        List<GeneratedImageResult> results = images(group);
        double millisEach = (System.nanoTime() - start) / NANOS_PER_MILLI / group.size();
        for (int i = 0; i < group.size(); i++) {
            PreparedJob job = group.get(i);
            outcomes.put(job, outcome(job, results.get(i), millisEach));
        }
    }

    private List<GeneratedImageResult> images(List<PreparedJob> group) {
        try {
            return pipeline.generate(
                    group.stream().map(PreparedJob::request).toList(),
                    group.get(0).dtype());
        } catch (OutOfMemoryException e) {
            throw new UnusableModelException(e.getMessage(), e);
        }
    }

    private Outcome<MadeImage> outcome(PreparedJob job, GeneratedImageResult result, double millis)
            throws TransientFailureException {
        if (result instanceof Degenerate degenerate) {
            return new Outcome.Reject<>(FailureKind.DEGENERATE_IMAGE, degenerate.reason());
        }
        try {
            return new Outcome.Emit<>(job.key(), image(job, (Rendered) result, millis));
        } catch (IOException e) {
            throw new TransientFailureException(
                    FailureKind.PROCESSING_ERROR, "the image file cannot be written: " + e.getMessage(), e);
        }
    }

    /** Whether the source prompt has a part in an image, as it has in all but those of the target prompt alone. */
    private static boolean startsFromSource(PreparedJob job) {
        return job.request().source().equals(job.job().getSource());
    }

    private MadeImage image(PreparedJob job, Rendered rendered, double millis) throws IOException {
        return MadeImage.of(
                job.job(),
                store.put(rendered.image()),
                new GeneratorStamp(
                        bundle.id(),
                        bundle.sha256(),
                        version,
                        millis,
                        job.dtype().id()),
                rendered.sourceTruncated() && startsFromSource(job),
                pipeline.truncatedPrompts(job.request()),
                clock.instant());
    }
}
