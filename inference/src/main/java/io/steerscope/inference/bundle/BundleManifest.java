package io.steerscope.inference.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.steerscope.inference.device.Dtype;

/**
 * What {@code bundle.json} says about a bundle of any kind.
 *
 * @param folder folder of the bundle
 * @param id short name, stamped on every record that the bundle made; of a scorer, it ends with the type that it
 *     computes in where that is not its own
 * @param sha256 SHA-256 of {@code bundle.json}, lower-case hexadecimal; since that file holds the checksums of all
 *     others, it identifies weights, preprocessing and tokenizers together
 * @param description what the model is
 * @param licence licence of the weights
 * @param source where the weights came from
 * @param ownDtype what the modules were exported to compute in
 * @param dtypes what they can compute in; of bundles of before this could be chosen, their own type alone
 * @param dtype what they are to compute in
 * @param batchSize rows that go through a module at once
 * @param files files of the bundle by name
 */
public record BundleManifest(
        Path folder,
        String id,
        String sha256,
        String description,
        String licence,
        BundleSource source,
        Dtype ownDtype,
        Set<Dtype> dtypes,
        Dtype dtype,
        int batchSize,
        Map<String, BundleFile> files) {

    /** Name of the file that describes a bundle. */
    public static final String FILE_NAME = "bundle.json";

    public BundleManifest {
        dtypes = Set.copyOf(dtypes);
        files = Map.copyOf(files);
    }

    /**
     * The same, computing in a type.
     *
     * @throws BundleException if the modules cannot
     */
    BundleManifest computingIn(Dtype other, String newId) {
        if (!dtypes.contains(other)) {
            throw new BundleException(folder + " computes in "
                    + dtypes.stream().sorted().map(Dtype::id).collect(Collectors.joining(" or "))
                    + " only, not in " + other + ": "
                    + (dtypes.size() == 1
                            ? "bundles of before types could be chosen have one; export it again"
                            : "its numbers go beyond that type; use another"));
        }
        return new BundleManifest(
                folder, newId, sha256, description, licence, source, ownDtype, dtypes, other, batchSize, files);
    }

    /** What the modules must be converted to after loading; null where they compute in their own type. */
    @Nullable
    Dtype converted() {
        return dtype == ownDtype ? null : dtype;
    }

    /**
     * A module of the bundle.
     *
     * @throws BundleException if {@code bundle.json} does not list the file
     */
    ModuleFile module(String name) {
        return new ModuleFile(file(name), converted());
    }

    /**
     * The path of a file of the bundle.
     *
     * @throws BundleException if {@code bundle.json} does not list the file
     */
    public Path file(String name) {
        if (!files.containsKey(name)) {
            throw new BundleException(folder.resolve(FILE_NAME) + ": files: does not list " + name
                    + ", which this kind of bundle needs; export the bundle again");
        }
        return folder.resolve(name);
    }

    /**
     * Files in the folder that {@code bundle.json} does not list, the first twenty of them. Nothing reads them.
     *
     * @throws BundleException if the folder cannot be read
     */
    public List<String> unlistedFiles() {
        try {
            return new BundleFolder(folder).unlisted(files.keySet());
        } catch (IOException | UncheckedIOException e) {
            throw new BundleException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
