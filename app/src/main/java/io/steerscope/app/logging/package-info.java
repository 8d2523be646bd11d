/** Log lines, for people or for programs, in which text from outside cannot pretend to be a line of its own. */
@NullMarked
package io.steerscope.app.logging;

import org.jspecify.annotations.NullMarked;
