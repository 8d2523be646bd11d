/**
 * Failures that a person can act on. Such a failure is one complete line that says what is wrong and, where it can,
 * what to do; the command prints it without a stack trace.
 */
@NullMarked
package io.steerscope.app.failure;

import org.jspecify.annotations.NullMarked;
