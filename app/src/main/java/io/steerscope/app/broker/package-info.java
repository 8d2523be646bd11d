/**
 * Kafka inside this process: a KRaft node that is both broker and controller, a cluster alone or one of several.
 *
 * <p>A data folder holds
 *
 * <pre>
 * lock     held while a broker uses the folder, freed by the operating system however the process ends
 * kafka/   log.dirs of the node: meta.properties with the cluster id, the metadata log, the partitions
 * </pre>
 *
 * <p>The folder of a cluster of several nodes holds
 *
 * <pre>
 * lock                 held by the process that started all nodes
 * cluster.properties   cluster id, and the ports of the nodes; for tests, the name by which they reach each other
 * node-K/              data folder of node K, as above
 * </pre>
 *
 * <p>The nodes of a cluster are processes of their own, so that one of them can be lost and come back. They listen to
 * each other on the loopback address alone; the voters of the quorum are fixed.
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
