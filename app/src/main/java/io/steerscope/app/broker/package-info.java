/**
 * Kafka inside this process: one KRaft node that is both broker and controller.
 *
 * <p>A data folder holds
 *
 * <pre>
 * lock     held while a broker uses the folder, freed by the operating system however the process ends
 * kafka/   log.dirs of the node: meta.properties with the cluster id, the metadata log, the partitions
 * </pre>
 *
 * <p>Records are written to the operating system's page cache and flushed by it. They survive {@code kill -9} of the
 * process at any moment, as the page cache outlives it; a power cut may lose the last seconds, which a resumed
 * experiment makes again. After an unclean end Kafka checks and truncates its own logs at the next start.
 *
 * <p>Clients are to be closed before the broker, else they wait for a server that is gone.
 */
@NullMarked
package io.steerscope.app.broker;

import org.jspecify.annotations.NullMarked;
