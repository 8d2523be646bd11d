package io.steerscope.inference.bundle;

import java.nio.file.Path;

import io.steerscope.inference.device.Dtype;

/** A model with everything that is needed to run it. */
public sealed interface ModelBundle permits ImageEncodingBundle, SdxlBundle {

    /**
     * Reads {@code bundle.json} of a folder.
     *
     * @throws BundleException if the file is missing, is not valid, or describes a format that is not supported
     */
    static ModelBundle open(Path folder) {
        return new BundleReader(folder).read();
    }

    /** What bundles of every kind have. */
    BundleManifest manifest();

    /** The word for its kind in {@code bundle.json}: {@code clip}, {@code image} or {@code sdxl}. */
    String kind();

    /** Short name, stamped on every record that the bundle made. */
    default String id() {
        return manifest().id();
    }

    /** SHA-256 of {@code bundle.json}, lower-case hexadecimal. */
    default String sha256() {
        return manifest().sha256();
    }

    /** What its modules are to compute in: the type that they were exported in, unless another was chosen. */
    default Dtype dtype() {
        return manifest().dtype();
    }

    /**
     * The same bundle, computing in a type. A scorer gets an id of its own then, {@code <id>-<type>}, unless it is the
     * type that it was exported in: its numbers are published.
     *
     * @throws BundleException if its modules cannot compute in that type
     */
    ModelBundle computingIn(Dtype dtype);

    /** Rows that go through a module at once. */
    default int batchSize() {
        return manifest().batchSize();
    }

    /**
     * Reads every file of the bundle and compares length and SHA-256 with {@code bundle.json}.
     *
     * @throws BundleException if files are missing or differ; the message names all of them
     */
    default void verify() {
        new BundleVerifier(manifest()).verify();
    }
}
