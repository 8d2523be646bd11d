package io.steerscope.app.broker;

import java.io.File;
import java.nio.file.Path;

import org.apache.kafka.common.utils.internals.Exit;

import io.steerscope.app.process.ProcessEnd;

/**
 * What happens when the broker gives itself up: Kafka ends the process, as it cannot go on without a place to write. It
 * says why in one line. Nothing is lost: what was committed is on disk, and the rest is made again.
 */
final class BrokerDeath {

    private static final long LITTLE_BYTES = 64L << 20;

    private BrokerDeath() {}

    /** Replaces Kafka's silent end of the process, for all brokers of the process. */
    static void announce(Path dataFolder) {
        Exit.setHaltProcedure((status, message) -> halt(dataFolder, status));
        Exit.setExitProcedure((status, message) -> halt(dataFolder, status));
    }

    private static void halt(Path dataFolder, int status) {
        // Several of the broker's threads may find at the same time that they cannot go on.
        synchronized (BrokerDeath.class) {
            System.err.println(
                    "steerscope: the broker stopped, since it cannot use " + dataFolder + reason(dataFolder));
            ProcessEnd.ofThisProcess().exitNow(status == 0 ? 1 : status);
        }
    }

    private static String reason(Path dataFolder) {
        File folder = dataFolder.toFile();
        if (!folder.isDirectory()) {
            return ": the folder is gone";
        }
        long free = folder.getUsableSpace();
        return free < LITTLE_BYTES
                ? ": the disk is full (" + (free >> 20) + " MB free); make room, then run the same command again"
                : "; its log says why; run the same command again to continue";
    }
}
