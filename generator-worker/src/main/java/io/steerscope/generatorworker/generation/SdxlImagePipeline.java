package io.steerscope.generatorworker.generation;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Arithmetic;
import io.steerscope.inference.device.Dtype;
import io.steerscope.inference.diffusion.GeneratedImageResult;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.diffusion.SdxlPipeline;

/**
 * An SDXL pipeline as the model of a stage. It is in memory in one type: jobs that ask for another have it loaded
 * again, after the present one is gone, as a device need not hold two.
 */
public final class SdxlImagePipeline implements ImagePipeline {

    private static final Logger LOG = LoggerFactory.getLogger(SdxlImagePipeline.class);

    private final Function<SdxlBundle, SdxlPipeline> opener;
    private final Arithmetic arithmetic;
    private SdxlBundle bundle;
    private SdxlPipeline pipeline;
    private @Nullable Dtype warned;

    /**
     * Loads the model in the type that the bundle is to compute in.
     *
     * @param opener loads a bundle
     * @param arithmetic what is slow where the model runs
     * @throws io.steerscope.inference.bundle.BundleException if the bundle cannot be used
     */
    public SdxlImagePipeline(SdxlBundle bundle, Function<SdxlBundle, SdxlPipeline> opener, Arithmetic arithmetic) {
        this.opener = opener;
        this.arithmetic = arithmetic;
        this.bundle = bundle;
        this.pipeline = opener.apply(bundle);
    }

    @Override
    public List<GeneratedImageResult> generate(List<GenerationRequest> requests, Dtype dtype) {
        if (bundle.dtype() != dtype) {
            LOG.atInfo()
                    .addKeyValue("bundle", bundle.id())
                    .addKeyValue("from", bundle.dtype())
                    .addKeyValue("to", dtype)
                    .log("Jobs ask for another type; the model is loaded again");
            pipeline.close();
            bundle = bundle.computingIn(dtype);
            pipeline = opener.apply(bundle);
        }
        warnIfSlow(dtype);
        return pipeline.generate(requests);
    }

    /** The settings of a job decide; a worker can only say it, once for each type in a row. */
    private void warnIfSlow(Dtype dtype) {
        if (!arithmetic.isSlow(dtype) || dtype == warned) {
            return;
        }
        warned = dtype;
        String remedy = bundle.manifest().dtypes().contains(Dtype.FLOAT32)
                ? "experiments produced with --dtype float32 are faster here"
                : "export the bundle again, and experiments may ask for --dtype float32";
        LOG.warn("{} computes {} slowly: {}", arithmetic.where(), dtype, remedy);
    }

    @Override
    public List<String> truncatedPrompts(GenerationRequest request) {
        return List.copyOf(pipeline.truncations(request).keySet());
    }

    @Override
    public void close() {
        pipeline.close();
    }
}
