/** Files that appear whole or not at all, and files that one process holds. */
@NullMarked
package io.steerscope.app.files;

import org.jspecify.annotations.NullMarked;
