package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import io.steerscope.app.failure.ActionableException;

/**
 * Two ports of this machine that were free a moment ago.
 *
 * @param broker where clients connect
 * @param controller where the node talks to itself
 */
record NodePorts(int broker, int controller) {

    /**
     * @throws ActionableException if the port that the clients are to use is taken, or the address is not of this
     *     machine
     */
    static NodePorts choose(ClientListener clients) throws IOException {
        InetAddress loopback = InetAddress.getByName(NodeProperties.LOOPBACK);
        try (ServerSocket broker = new ServerSocket();
                ServerSocket controller = new ServerSocket()) {
            try {
                broker.bind(new InetSocketAddress(clients.host(), clients.port()));
            } catch (IOException e) {
                throw new ActionableException(
                        "port %d of %s is taken or may not be used; choose another, or 0 for any free one"
                                .formatted(clients.port(), clients.host()),
                        e);
            }
            controller.bind(new InetSocketAddress(loopback, 0));
            return new NodePorts(broker.getLocalPort(), controller.getLocalPort());
        }
    }
}
