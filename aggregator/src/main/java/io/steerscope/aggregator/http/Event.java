package io.steerscope.aggregator.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.steerscope.foundation.checksum.Sha256;

/**
 * One server-sent event.
 *
 * @param id what it says in short: equal events have equal ids, also after a restart of the server
 * @param bytes its text, with the empty line that ends it
 */
record Event(String id, byte[] bytes) {

    private static final int ID_BYTES = 12;

    /** The first text of every stream: how long a browser waits before it connects again. */
    static final byte[] OPENING = utf8("retry: 1000\n\n");

    /** A comment. */
    static final byte[] HEARTBEAT = utf8(": heartbeat\n\n");

    /**
     * An event that a client can name in {@code Last-Event-ID} when it comes back.
     *
     * @param substance what makes this event another than the last
     * @param data one line of JSON
     */
    static Event state(String name, String substance, String data) {
        String id = HexFormat.of().formatHex(Sha256.digest(substance), 0, ID_BYTES);
        return new Event(id, utf8("id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n"));
    }

    /** An event that leaves the client's last id as it is. */
    static Event notice(String name, String data) {
        return new Event(name + " " + data, utf8("event: " + name + "\ndata: " + data + "\n\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
