/**
 * Dead letters as every stage writes them: the record that failed as it was, where it was, and why it failed.
 *
 * <p>A record that is too large to be repeated is repeated in part: without its value, then without headers, then
 * without its key. Its position is always there.
 */
@NullMarked
package io.steerscope.schemas.deadletter;

import org.jspecify.annotations.NullMarked;
