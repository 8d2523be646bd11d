/** Starts scorer workers: a CLIP bundle, a device and Kafka topics become a running worker. */
@NullMarked
package io.steerscope.scorerworker.worker;

import org.jspecify.annotations.NullMarked;
