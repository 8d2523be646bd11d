/** What is opened together and closed together. */
@NullMarked
package io.steerscope.foundation.resource;

import org.jspecify.annotations.NullMarked;
