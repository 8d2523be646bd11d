/**
 * Real processes of all roles that are killed, stopped and continued while an experiment runs, and what a reader of
 * committed records finds afterwards.
 */
@NullMarked
package io.steerscope.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
