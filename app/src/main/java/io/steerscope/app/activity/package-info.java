/** What a role of a cluster says of its own work, once in a while and at its end. */
@NullMarked
package io.steerscope.app.activity;

import org.jspecify.annotations.NullMarked;
