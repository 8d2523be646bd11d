package io.steerscope.generatorworker.generation;

import java.util.List;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.GenerationSettings;
import io.steerscope.inference.scheduler.SchedulerType;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.inference.steering.SteeringMethod;
import io.steerscope.schemas.identity.RecordKeys;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.worker.stage.RejectedRecordException;

/** Turns a job into a request to the pipeline, or says in one line why it cannot be done. */
final class JobReader {

    private final SdxlBundle bundle;

    JobReader(SdxlBundle bundle) {
        this.bundle = bundle;
    }

    PreparedJob read(GenerationJob job) throws RejectedRecordException {
        requireBundle(job.getSettings().getBundleId());
        requireSize(job.getSettings());
        requireForeignExemplars(job);
        try {
            return new PreparedJob(job, RecordKeys.jobKey(job.getIdentity()), request(job));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static GenerationRequest request(GenerationJob job) {
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
            throw invalid("the job asks for bundle %s, this worker runs %s; start a worker with %s"
                    .formatted(wanted, bundle.id(), wanted));
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
