package io.steerscope.inference.bundle;

/**
 * A file of a bundle as recorded in {@code bundle.json}.
 *
 * @param sha256 SHA-256 of its bytes, lower-case hexadecimal
 * @param bytes its length
 */
public record BundleFile(String sha256, long bytes) {}
