package io.steerscope.generatorworker.generation;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.schemas.limit.RecordLimits;
import io.steerscope.schemas.record.FailureKind;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;
import io.steerscope.schemas.record.PromptPair;
import io.steerscope.worker.stage.RejectedRecordException;

/** Whether a job stays within limits, before anything of the sizes that it declares is computed. */
final class JobLimits {

    private static final int HEAP_PART = 4;

    private final RecordLimits limits;
    private final int mostEncoded;

    /** Limits for a bundle on this machine: the prompts of a job are in memory together. */
    JobLimits(RecordLimits limits, SdxlBundle bundle) {
        this(limits, bundle, Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    JobLimits(RecordLimits limits, SdxlBundle bundle, long memoryBytes) {
        this.limits = limits;
        long width = (long) bundle.firstTokenizer().maxLength() * bundle.crossAttentionDimension();
        long promptBytes = (width + bundle.pooledDimension()) * Float.BYTES;
        this.mostEncoded = (int) Math.min(Integer.MAX_VALUE, memoryBytes / (2 * promptBytes));
    }

    /**
     * @throws RejectedRecordException with the first limit that the job exceeds, and the option, if any, that raises it
     */
    void check(GenerationJob job) throws RejectedRecordException {
        GeneratorSettings settings = job.getSettings();
        require(
                settings.getSteps() <= limits.steps(),
                "steps are %d",
                settings.getSteps(),
                limits.steps(),
                "--max-steps");
        int edge = Math.max(settings.getWidth(), settings.getHeight());
        require(edge <= limits.edge(), "the longer edge of the image is %d pixels", edge, limits.edge(), "--max-size");
        int exemplars = job.getExemplars().size();
        require(exemplars <= limits.exemplars(), "the job has %d exemplars", exemplars, limits.exemplars(), "");
        require(
                exemplars <= mostEncoded,
                "the job has %d exemplars",
                exemplars,
                mostEncoded,
                "their embeddings fill a quarter of the heap; STEERSCOPE_JAVA_OPTIONS=-Xmx.. gives more");
        requireText("category", job.getCategory());
        requireText("source prompt", job.getSource());
        requireText("target prompt", job.getTarget());
        requireText("negative prompt", settings.getNegativePrompt());
        for (PromptPair exemplar : job.getExemplars()) {
            requireText("prompt of an exemplar", exemplar.getSource());
            requireText("prompt of an exemplar", exemplar.getTarget());
        }
    }

    private void requireText(String what, @Nullable String text) throws RejectedRecordException {
        int length = text == null ? 0 : text.length();
        int most = limits.promptLength();
        require(length <= most, "the " + what + " has %d characters", length, most, "--max-prompt-length");
    }

    private static void require(boolean holds, String declared, int size, int limit, String option)
            throws RejectedRecordException {
        if (!holds) {
            throw new RejectedRecordException(
                    FailureKind.LIMIT_EXCEEDED,
                    declared.formatted(size) + ", more than the limit of " + limit
                            + (option.isEmpty() ? "" : " (" + option + ")"));
        }
    }
}
