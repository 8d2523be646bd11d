/**
 * From images to margins: fetches and checks the encoded image, readies its pixels, and compares its embedding with
 * those of the two prompts. Free of Kafka clients and threads.
 */
@NullMarked
package io.steerscope.scorerworker.scoring;

import org.jspecify.annotations.NullMarked;
