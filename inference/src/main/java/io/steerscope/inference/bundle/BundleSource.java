package io.steerscope.inference.bundle;

/**
 * Where the weights of a bundle came from.
 *
 * @param name checkpoint, such as a repository id or a folder name
 * @param revision revision of the checkpoint; empty if unknown
 * @param exporter version of the exporter
 * @param torch version of PyTorch that traced the modules
 */
public record BundleSource(String name, String revision, String exporter, String torch) {}
