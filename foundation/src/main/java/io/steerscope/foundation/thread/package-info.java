/** Threads that do not keep a process alive. */
@NullMarked
package io.steerscope.foundation.thread;

import org.jspecify.annotations.NullMarked;
