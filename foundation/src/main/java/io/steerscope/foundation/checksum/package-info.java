/** SHA-256: the identity of images, bundles, pair sets and designs, and the source of reproducible choices. */
@NullMarked
package io.steerscope.foundation.checksum;

import org.jspecify.annotations.NullMarked;
