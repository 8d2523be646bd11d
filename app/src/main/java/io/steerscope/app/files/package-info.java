/** Files that appear whole or not at all. */
@NullMarked
package io.steerscope.app.files;

import org.jspecify.annotations.NullMarked;
