package io.steerscope.app.command;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;

/** Bundles by their folder, with the toy models of the project as defaults. */
final class BundleFolders {

    private static final String TOY_GENERATOR = "bundles/toybox-sdxl";
    private static final String TOY_SCORER = "bundles/toybox-clip";

    private BundleFolders() {}

    /** The folder asked for, or that of the toy generator. */
    static Path generator(@Nullable Path requested) {
        return requested == null ? existing(ProjectHome.resolve(TOY_GENERATOR), "--generator") : requested;
    }

    /** The folder of the toy scorer. */
    static Path toyScorer() {
        return existing(ProjectHome.resolve(TOY_SCORER), "--scorer");
    }

    /** The bundle in a folder, as one that makes images. */
    static SdxlBundle sdxl(Path folder) {
        ModelBundle opened = ModelBundle.open(folder);
        if (opened instanceof SdxlBundle bundle) {
            return bundle;
        }
        throw new ActionableException(folder + " is " + described(opened) + "; a generator is one of kind sdxl");
    }

    /** The bundle in a folder, as one that judges images. */
    static ClipBundle clip(Path folder) {
        ModelBundle opened = ModelBundle.open(folder);
        if (opened instanceof ClipBundle bundle) {
            return bundle;
        }
        throw new ActionableException(folder + " is " + described(opened) + "; a scorer is one of kind clip");
    }

    /** What a bundle is, for a message that asks for one of another kind. */
    static String described(ModelBundle bundle) {
        if (bundle instanceof ImageBundle) {
            return "an image bundle, which embeds images alone (embed) and reads no texts";
        }
        return bundle instanceof SdxlBundle ? "an sdxl bundle" : "a clip bundle";
    }

    /** The same, computing in a type if one is given. */
    static ClipBundle clip(Path folder, @Nullable Dtype dtype) {
        ClipBundle bundle = clip(folder);
        return dtype == null ? bundle : bundle.computingIn(dtype);
    }

    private static Path existing(Path folder, String option) {
        if (!Files.isDirectory(folder)) {
            throw new ActionableException(
                    folder + " is missing from the project; name a bundle with " + option + " DIR");
        }
        return folder;
    }
}
