/**
 * TorchScript modules on libtorch, through DJL.
 *
 * <p>libtorch computes the same bits for the same shapes, thread count and processor type only. Hence three rules:
 * modules run with a fixed number of intra-op threads, which the first model of a process sets for all of them; the
 * graph optimizer is off, since it would replace operators after the first calls; and callers pad every batch to one
 * shape. A module may be called from several threads.
 */
@NullMarked
package io.steerscope.inference.torch;

import org.jspecify.annotations.NullMarked;
