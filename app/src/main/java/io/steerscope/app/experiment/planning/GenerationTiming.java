package io.steerscope.app.experiment.planning;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.experiment.RunImages;
import io.steerscope.app.experiment.RunSettings;
import io.steerscope.foundation.resource.OpenedResources;
import io.steerscope.generatorworker.generation.GeneratorStage;
import io.steerscope.generatorworker.generation.ImagePlacement;
import io.steerscope.generatorworker.generation.MadeImage;
import io.steerscope.inference.device.Device;
import io.steerscope.inference.diffusion.SdxlPipeline;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.GeneratorSettings;

/**
 * Times the first jobs of a design on as many generators side by side as the run would start.
 *
 * <p>Each generator warms up with a batch. Where a whole image is quick, whole ones are timed a while. Where it
 * is slow, batches of few denoising steps and of twice as many are timed, and the time of a batch is taken to be linear
 * in its steps: what does not depend on them is encoding and decoding.
 */
final class GenerationTiming {

    private static final double QUICK_SECONDS = 8.0;
    private static final double ENOUGH_SECONDS = 5.0;
    private static final double SLOW_STEP_SECONDS = 10.0;
    private static final double NANOS = 1e9;

    private final RunSettings settings;
    private final RunImages.Generated images;
    private final MeasurementListener listener;
    private final List<GenerationJob> jobs;
    private final List<MadeImage> made = new ArrayList<>();
    private final int batch;
    private int next;

    GenerationTiming(RunSettings settings, RunImages.Generated images, MeasurementListener listener) {
        this.settings = settings;
        this.images = images;
        this.listener = listener;
        this.jobs = ExperimentPlan.of(images.design()).jobs();
        this.batch = batchSize(settings, images.batchSize(), images);
    }

    /** On a CPU, a large model makes images of a batch one after another as fast: one shows enough. */
    private static int batchSize(RunSettings settings, @Nullable Integer asked, RunImages.Generated images) {
        int size = asked == null ? SdxlPipeline.defaultBatchSize(images.generator(), settings.device()) : asked;
        boolean isLarge = settings.device().kind() == Device.Kind.CPU
                && settings.parallelism().workers() == 1
                && settings.parallelism().threads() > 1;
        return isLarge ? 1 : size;
    }

    /** The images that were made with the most steps that were measured. */
    List<MadeImage> made() {
        return List.copyOf(made);
    }

    Measurement.Generation measure() {
        int workers = settings.parallelism().workers();
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        OpenedResources opened = new OpenedResources();
        try {
            listener.begins("loading " + images.generator().id());
            long begin = System.nanoTime();
            List<GeneratorStage> stages = new ArrayList<>();
            for (GeneratorStage stage : all(threads, i -> stage(i == 0), workers)) {
                stages.add(opened.add(stage, stage::close));
            }
            double loading = seconds(begin);
            return time(threads, stages, loading);
        } finally {
            threads.shutdownNow();
            opened.close();
        }
    }

    private Measurement.Generation time(ExecutorService threads, List<GeneratorStage> stages, double loading) {
        int steps = images.design().settings().getSteps();
        listener.begins("warming up");
        boolean isSlow = round(threads, stages, 1) > SLOW_STEP_SECONDS;
        int few = Math.min(steps, isSlow ? 1 : 2);
        listener.begins("making images of %d of %d steps".formatted(few, steps));
        double shorter = round(threads, stages, few);
        made.clear();
        if (steps == few || shorter / few * steps <= QUICK_SECONDS) {
            return wholeImages(threads, stages, steps, loading);
        }
        int more = Math.min(steps, 2 * few);
        listener.begins("making images of %d of %d steps".formatted(more, steps));
        double longer = round(threads, stages, more);
        double step = Math.max(0.0, (longer - shorter) / (more - few));
        int together = batch * stages.size();
        return new Measurement.Generation(
                2 * together,
                List.of(few, more),
                shorter + longer,
                together / (longer + step * (steps - more)),
                loading);
    }

    private Measurement.Generation wholeImages(
            ExecutorService threads, List<GeneratorStage> stages, int steps, double loading) {
        listener.begins("making images of %d steps".formatted(steps));
        int count = 0;
        double took = 0.0;
        while (took < ENOUGH_SECONDS) {
            took += round(threads, stages, steps);
            count += batch * stages.size();
        }
        return new Measurement.Generation(count, List.of(steps), took, count / took, loading);
    }

    /** A batch of every generator, side by side; returns the seconds of the slowest. */
    private double round(ExecutorService threads, List<GeneratorStage> stages, int steps) {
        List<List<GenerationJob>> batches = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            List<GenerationJob> ofOne = new ArrayList<>();
            for (int j = 0; j < batch; j++) {
                ofOne.add(withSteps(jobs.get(next++ % jobs.size()), steps));
            }
            batches.add(ofOne);
        }
        long begin = System.nanoTime();
        List<List<MadeImage>> results = all(threads, i -> StagePass.of(stages.get(i), batches.get(i)), stages.size());
        double took = seconds(begin);
        results.forEach(made::addAll);
        return took;
    }

    private static GenerationJob withSteps(GenerationJob job, int steps) {
        GeneratorSettings asked = job.getSettings();
        return new GenerationJob(
                job.getIdentity(),
                job.getCategory(),
                job.getSource(),
                job.getTarget(),
                job.getExemplars(),
                new GeneratorSettings(
                        asked.getBundleId(),
                        asked.getScheduler(),
                        steps,
                        asked.getGuidanceScale(),
                        asked.getNegativePrompt(),
                        asked.getWidth(),
                        asked.getHeight(),
                        asked.getDtype()),
                job.getPlace());
    }

    private GeneratorStage stage(boolean isFirst) {
        SdxlPipeline pipeline = SdxlPipeline.open(
                images.generator(), settings.device(), settings.parallelism().threads(), batch);
        return new GeneratorStage(
                images.generator(),
                new StoppablePipeline(pipeline, listener, isFirst),
                ImagePlacement.INLINE,
                settings.bounds().limits(),
                "measurement",
                Clock.systemUTC());
    }

    /** What the threads do side by side, each with its number. */
    private interface Numbered<T> {
        T of(int number);
    }

    private static <T> List<T> all(ExecutorService threads, Numbered<T> work, int count) {
        List<Callable<T>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            calls.add(() -> work.of(number));
        }
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementStoppedException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / NANOS;
    }
}
