/**
 * What a report is made of besides its figures of the margin, in no format: a
 * {@link io.steerscope.results.document.Section} is a heading and blocks, which are paragraphs, tables of typed cells,
 * charts as data and strips of images. Each format renders every block, so that an analysis that gives a section is in
 * all of them.
 */
@NullMarked
package io.steerscope.results.document;

import org.jspecify.annotations.NullMarked;
