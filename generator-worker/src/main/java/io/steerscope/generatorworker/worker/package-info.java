/** Starts generator workers: a model bundle, a device and Kafka topics become a running worker. */
@NullMarked
package io.steerscope.generatorworker.worker;

import org.jspecify.annotations.NullMarked;
