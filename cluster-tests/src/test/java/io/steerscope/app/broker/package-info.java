/** A real broker for tests, with what an operator would add to it: passwords, access control, addresses. */
@NullMarked
package io.steerscope.app.broker;

import org.jspecify.annotations.NullMarked;
