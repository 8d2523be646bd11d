package io.steerscope.app.experiment;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.device.Device;

/**
 * How to judge the images of a finished run again.
 *
 * @param folder folder of the run
 * @param scorer bundle that judges them, in the type that it is to compute in
 * @param device where its model runs
 * @param threads threads of one operator of the model, or null for those of the run
 * @param keepsEmbeddings whether the scorer keeps the embeddings of images and prompts, or null for what the folder
 *     says
 * @param bounds what the worker puts up with
 * @param retriesFailed whether images are tried again that this scorer could not judge for a reason that may have gone
 */
public record RescoreSettings(
        RunFolder folder,
        ClipBundle scorer,
        Device device,
        @Nullable Integer threads,
        @Nullable Boolean keepsEmbeddings,
        WorkerBounds bounds,
        boolean retriesFailed) {

    /** With the default bounds. */
    public RescoreSettings(
            RunFolder folder,
            ClipBundle scorer,
            Device device,
            @Nullable Integer threads,
            @Nullable Boolean keepsEmbeddings) {
        this(folder, scorer, device, threads, keepsEmbeddings, WorkerBounds.DEFAULT, false);
    }
}
