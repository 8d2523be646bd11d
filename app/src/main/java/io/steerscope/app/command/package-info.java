/**
 * The command line: one class per subcommand, each a thin layer over the module that does the work.
 *
 * <p>Exit status: 0 only on success, 1 for a failure, 2 for wrong usage. A failure is one line on standard error;
 * {@code --verbose}, or the environment variable {@code STEERSCOPE_DEBUG}, adds the stack trace. Results go to standard
 * output, everything else to standard error.
 */
@NullMarked
package io.steerscope.app.command;

import org.jspecify.annotations.NullMarked;
