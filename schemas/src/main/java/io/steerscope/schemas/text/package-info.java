/**
 * Text from outside as it may stand in a line for people: in a log, on a terminal, in a dead letter.
 *
 * <p>Records, files and brokers bring text that nobody here wrote. As it is it could forge lines of a log, move the
 * cursor of a terminal, or fill a disk.
 */
@NullMarked
package io.steerscope.schemas.text;

import org.jspecify.annotations.NullMarked;
