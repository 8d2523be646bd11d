/**
 * Consumers that go on behind a record that cannot be read: a corrupt one, or one that takes more memory than there is.
 *
 * <p>A broker accepts such records without looking into them, and any other consumer throws at them in every poll, for
 * good.
 */
@NullMarked
package io.steerscope.schemas.consumer;

import org.jspecify.annotations.NullMarked;
