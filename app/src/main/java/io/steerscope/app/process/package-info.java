/**
 * The process of the command: signals that ask it to end, and its one way to end.
 *
 * <p>A process ends while threads may still be in native code, as in a step of a model, and native libraries tear
 * themselves down when the process exits: the call would crash, leave a file {@code hs_err_pid*.log}, and turn the exit
 * status into that of a crash. Therefore every command ends through
 * {@link io.steerscope.app.process.ProcessEnd}.
 */
@NullMarked
package io.steerscope.app.process;

import org.jspecify.annotations.NullMarked;
