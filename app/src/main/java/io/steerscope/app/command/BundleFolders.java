package io.steerscope.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.ImageBundle;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;

/** Bundles by their folder, with the toy models of the project as defaults. */
final class BundleFolders {

    private static final String BUNDLES = "bundles";
    private static final String TOY_GENERATOR = BUNDLES + "/toybox-sdxl";
    private static final String TOY_SCORER = BUNDLES + "/toybox-clip";

    private BundleFolders() {}

    /** The folder asked for, or that of the toy generator. */
    static Path generator(@Nullable Path requested) {
        return requested == null ? existing(ProjectHome.resolve(TOY_GENERATOR), "--generator") : requested;
    }

    /** The folder of the toy scorer. */
    static Path toyScorer() {
        return existing(ProjectHome.resolve(TOY_SCORER), "--scorer");
    }

    /**
     * The bundle in a folder; the name of one that travels with the project stands for its folder.
     *
     * @throws ActionableException if there is no folder of that name, here or there
     * @throws io.steerscope.inference.bundle.BundleException if the folder holds no bundle that can be read
     */
    static ModelBundle open(Path folder) {
        if (Files.exists(folder) || folder.isAbsolute() || folder.getNameCount() != 1) {
            requireManifest(folder);
            return ModelBundle.open(folder);
        }
        Path ofProject = ProjectHome.resolve(BUNDLES).resolve(folder);
        if (Files.isDirectory(ofProject)) {
            return ModelBundle.open(ofProject);
        }
        throw new ActionableException(
                "there is no bundle %s, as a folder here or in the project, whose bundles are %s: name its folder"
                        .formatted(folder, String.join(", ", names())));
    }

    private static void requireManifest(Path folder) {
        if (!Files.exists(folder.resolve("bundle.json"))) {
            throw new ActionableException("%s %s: models of Hugging Face become bundles by steerscope-models export"
                            .formatted(
                                    folder,
                                    Files.exists(folder)
                                            ? "is not a model bundle, it holds no bundle.json"
                                            : "is not there, neither here nor in the project")
                    + " (models/README.md)");
        }
    }

    /** Names of the bundles that travel with the project. */
    private static List<String> names() {
        try (Stream<Path> folders = Files.list(ProjectHome.resolve(BUNDLES))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of("(none)");
        }
    }

    /** The bundle in a folder, as one that makes images. */
    static SdxlBundle sdxl(Path folder) {
        ModelBundle opened = open(folder);
        if (opened instanceof SdxlBundle bundle) {
            return bundle;
        }
        throw new ActionableException(folder + " is " + described(opened) + "; a generator is one of kind sdxl");
    }

    /** The bundle in a folder, as one that judges images. */
    static ClipBundle clip(Path folder) {
        ModelBundle opened = open(folder);
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
