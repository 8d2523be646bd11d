/**
 * Tables in text files: the one reader and writer of CSV, and the faults of a file.
 *
 * <p>A file comes from anywhere: a spreadsheet, a script, an editor. Whatever is wrong with it is a {@linkplain
 * io.steerscope.schemas.table.TableFaults fault} of a place; all faults of a file are found before it is refused.
 */
@NullMarked
package io.steerscope.schemas.table;

import org.jspecify.annotations.NullMarked;
