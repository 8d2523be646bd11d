/**
 * {@code steerscope diversity}: from a table of embeddings to the analysis of {@code statistics.diversity}, and from
 * that to JSON, tables and files.
 */
@NullMarked
package io.steerscope.app.diversity;

import org.jspecify.annotations.NullMarked;
