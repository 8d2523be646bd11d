/**
 * The HTTP server of every role, guarded.
 *
 * <p>Nothing that a client does stops the server for others. A request is read without a thread, up to a size and for a
 * time; it is answered by the threads of its {@linkplain io.steerscope.httpserver.Lane lane}, so probes and other
 * instances never wait for people's questions; and its answer is sent without a thread, at a least speed. What comes
 * from nobody who may ask is refused before any of that: {@link io.steerscope.httpserver.Gate}.
 *
 * <p>{@link io.steerscope.httpserver.GuardedServer} opens it; routes are Javalin's.
 */
@NullMarked
package io.steerscope.httpserver;

import org.jspecify.annotations.NullMarked;
