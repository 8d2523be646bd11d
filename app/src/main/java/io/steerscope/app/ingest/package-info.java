/**
 * Images that were made elsewhere, as people keep them: a folder with its metadata, a table with a column of paths, or
 * shards of WebDataset. Reading finds everything that is wrong with a source before anything is written, each with its
 * place and how to mend it.
 *
 * <p>Rows are in memory, images are not: all processors read and decode them, a bounded number at a time, and keep
 * their checksum and size alone. They are read once more when they are written.
 */
@NullMarked
package io.steerscope.app.ingest;

import org.jspecify.annotations.NullMarked;
