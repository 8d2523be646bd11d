/** What the guarantees of every Kafka client of the project rest on, above which nobody can set anything. */
@NullMarked
package io.steerscope.schemas.client;

import org.jspecify.annotations.NullMarked;
