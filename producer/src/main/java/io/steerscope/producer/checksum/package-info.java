/** SHA-256 of text: the identity of pair sets and designs, and the source of reproducible choices. */
@NullMarked
package io.steerscope.producer.checksum;

import org.jspecify.annotations.NullMarked;
