package io.steerscope.generatorworker.generation;

import java.util.List;
import java.util.Optional;

import io.steerscope.foundation.vocabulary.SchedulerType;
import io.steerscope.foundation.vocabulary.SteeringMethod;
import io.steerscope.foundation.vocabulary.UnsteeredImage;
import io.steerscope.inference.bundle.BundleException;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.schemas.identity.ItemPlace;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.text.FailureLine;
import io.steerscope.schemas.text.VisibleText;
import io.steerscope.worker.stage.RejectedRecordException;

/** Turns a job into a request to the pipeline, or says in one line why it cannot be done. */
final class JobReader {

    private static final int MOST_QUOTED = 80;

    private final SdxlBundle bundle;
    private final JobLimits limits;

    JobReader(SdxlBundle bundle, RecordLimits limits) {
        this.bundle = bundle;
        this.limits = new JobLimits(limits, bundle);
    }

    /** @throws RejectedRecordException if no worker with this bundle and these limits can ever do the job */
    PreparedJob read(GenerationJob job) throws RejectedRecordException {
        String key = key(job);
        requireBundle(job.getSettings().getBundleId());
        limits.check(job);
        requireSize(job.getSettings());
        Dtype dtype = dtype(job.getSettings());
        requireForeignExemplars(job);
        try {
            GenerationRequest request = request(job);
            SdxlPipeline.requireSteps(bundle, request.settings());
            return new PreparedJob(job, key, request, dtype);
        } catch (IllegalArgumentException e) {
            throw invalid(FailureLine.of(e));
        }
    }

    private static String key(GenerationJob job) throws RejectedRecordException {
        try {
            ItemPlace.check(job.getPlace());
            return RecordKeys.jobKey(job.getIdentity());
        } catch (IllegalArgumentException e) {
            throw invalid(FailureLine.of(e));
        }
    }

    private static GenerationRequest request(GenerationJob job) {
        Optional<UnsteeredImage> unsteered =
                UnsteeredImage.named(job.getIdentity().getMethod());
        return unsteered.isPresent() ? unsteered(job, unsteered.get()) : steered(job);
    }

    /** An image of one prompt alone: the same as steering gives at the strength that is this prompt. */
    private static GenerationRequest unsteered(GenerationJob job, UnsteeredImage image) {
        if (job.getIdentity().getAlpha() != image.alpha()) {
            throw new IllegalArgumentException(
                    "method %s stands for an unsteered image, at alpha %s and no other: not %s"
                            .formatted(
                                    image.id(), image.alpha(), job.getIdentity().getAlpha()));
        }
        return GenerationRequest.ofPrompt(
                switch (image) {
                    case SOURCE -> job.getSource();
                    case TARGET -> job.getTarget();
                },
                job.getIdentity().getSeed(),
                settings(job.getSettings()));
    }

    private static GenerationRequest steered(GenerationJob job) {
        List<Exemplar> exemplars = job.getExemplars().stream()
                .map(pair -> new Exemplar(pair.getSource(), pair.getTarget()))
                .toList();
        return new GenerationRequest(
                job.getSource(),
                job.getTarget(),
                exemplars,
                SteeringMethod.parse(job.getIdentity().getMethod()),
                job.getIdentity().getAlpha(),
                job.getIdentity().getSeed(),
                settings(job.getSettings()));
    }

    private static GenerationSettings settings(GeneratorSettings settings) {
        return new GenerationSettings(
                SchedulerType.parse(settings.getScheduler()),
                settings.getSteps(),
                settings.getGuidanceScale(),
                settings.getNegativePrompt(),
                settings.getWidth(),
                settings.getHeight());
    }

    private void requireBundle(String wanted) throws RejectedRecordException {
        if (!wanted.equals(bundle.id())) {
            String shown = VisibleText.of(wanted.length() <= MOST_QUOTED ? wanted : wanted.substring(0, MOST_QUOTED));
            throw invalid("the job asks for bundle %s, this worker runs %s; start a worker with %s"
                    .formatted(shown, bundle.id(), shown));
        }
    }

    private Dtype dtype(GeneratorSettings settings) throws RejectedRecordException {
        String asked = settings.getDtype();
        if (asked == null) {
            return bundle.manifest().ownDtype();
        }
        try {
            return bundle.computingIn(Dtype.parse(asked)).dtype();
        } catch (IllegalArgumentException | BundleException e) {
            throw invalid(FailureLine.of(e));
        }
    }

    private void requireSize(GeneratorSettings settings) throws RejectedRecordException {
        int factor = bundle.vaeScaleFactor();
        if (settings.getWidth() % factor != 0 || settings.getHeight() % factor != 0) {
            throw invalid("image size %d x %d must be a multiple of %d"
                    .formatted(settings.getWidth(), settings.getHeight(), factor));
        }
    }

    private static void requireForeignExemplars(GenerationJob job) throws RejectedRecordException {
        String own = job.getIdentity().getPairId();
        if (job.getExemplars().stream().anyMatch(pair -> pair.getPairId().equals(own))) {
            throw invalid("pair %s is among its own exemplars".formatted(own));
        }
    }

    private static RejectedRecordException invalid(String message) {
        return new RejectedRecordException(FailureKind.INVALID_REQUEST, message);
    }
}
