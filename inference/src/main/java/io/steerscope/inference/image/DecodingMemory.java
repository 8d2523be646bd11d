package io.steerscope.inference.image;

import java.util.concurrent.Semaphore;

/**
 * The heap that images take while they are decoded, shared by all threads that decode: who would exceed it waits for
 * others. An image that is larger than all of it is decoded alone. Thread-safe.
 */
final class DecodingMemory {

    private static final int UNIT_BYTES = 1 << 10;

    private final int units;
    private final Semaphore free;

    DecodingMemory(long bytes) {
        this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES));
        this.free = new Semaphore(units, true);
    }

    /** A share of nothing yet. */
    Share share() {
        return new Share();
    }

    /** What one image holds. Used by one thread. */
    final class Share implements AutoCloseable {

        private int held;

        private Share() {}

        /** Waits until there is memory. Called once. */
        void take(long bytes) {
            int wanted = (int) Math.min(units, bytes / UNIT_BYTES + 1);
            free.acquireUninterruptibly(wanted);
            held = wanted;
        }

        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
