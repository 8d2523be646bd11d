/** That the files of {@code deploy} and {@code docker-compose.yml} say what the code says. */
@NullMarked
package io.steerscope.app.deployment;

import org.jspecify.annotations.NullMarked;
