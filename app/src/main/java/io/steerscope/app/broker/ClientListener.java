package io.steerscope.app.broker;

import io.steerscope.app.failure.ActionableException;

/**
 * Where a node listens for clients. There is neither encryption nor authentication: an address that others reach
 * belongs in a network of one's own.
 *
 * @param host address to listen on, such as {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port port; 0 for any free one
 * @param advertisedHost name by which clients reach the node
 */
public record ClientListener(String host, int port, String advertisedHost) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String EVERY_ADDRESS = "0.0.0.0";

    /** @throws ActionableException if clients would be sent to a wildcard address */
    public ClientListener {
        if (advertisedHost.equals(EVERY_ADDRESS)) {
            throw new ActionableException(
                    "clients cannot connect to " + EVERY_ADDRESS + "; name this machine with --advertised-host");
        }
    }

    /** For clients of this machine only. */
    public static ClientListener local(int port) {
        return new ClientListener(LOOPBACK, port, LOOPBACK);
    }
}
