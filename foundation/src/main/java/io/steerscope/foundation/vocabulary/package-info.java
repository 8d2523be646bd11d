/** Names that designs, jobs, bundles and the command line share. */
@NullMarked
package io.steerscope.foundation.vocabulary;

import org.jspecify.annotations.NullMarked;
