/**
 * How large a record may be in what it asks for.
 *
 * <p>Everything that comes from a topic or a file declares sizes. They are checked where it comes in, before anything
 * of that size is allocated or computed, by the side that writes and again by the side that reads.
 */
@NullMarked
package io.steerscope.schemas.limit;

import org.jspecify.annotations.NullMarked;
