/** Ports that a command is to listen on, looked at before anything is started. */
@NullMarked
package io.steerscope.app.port;

import org.jspecify.annotations.NullMarked;
