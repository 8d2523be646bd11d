package io.steerscope.inference.bundle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code bundle.json} says about a bundle of any kind.
 *
 * @param folder folder of the bundle
 * @param id short name, stamped on every record that the bundle made
 * @param sha256 SHA-256 of {@code bundle.json}, lower-case hexadecimal; since that file holds the checksums of all
 *     others, it identifies weights, preprocessing and tokenizers together
 * @param description what the model is
 * @param licence licence of the weights
 * @param source where the weights came from
 * @param dtype what the modules compute in: {@code float32}, {@code bfloat16} or {@code float16}
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
        String dtype,
        int batchSize,
        Map<String, BundleFile> files) {

    /** Name of the file that describes a bundle. */
    public static final String FILE_NAME = "bundle.json";

    public BundleManifest {
        files = Map.copyOf(files);
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
