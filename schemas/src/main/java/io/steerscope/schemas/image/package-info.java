/** The encoded images that records hold or name, and their checksums. */
@NullMarked
package io.steerscope.schemas.image;

import org.jspecify.annotations.NullMarked;
