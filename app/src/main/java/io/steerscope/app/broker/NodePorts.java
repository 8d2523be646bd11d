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
     * @param requested port for clients, or 0 for any
     * @throws ActionableException if the requested port is taken
     */
    static NodePorts choose(int requested) throws IOException {
        InetAddress loopback = InetAddress.getByName(NodeProperties.HOST);
        try (ServerSocket broker = new ServerSocket();
                ServerSocket controller = new ServerSocket()) {
            try {
                broker.bind(new InetSocketAddress(loopback, requested));
            } catch (IOException e) {
                throw new ActionableException(
                        "port " + requested + " of this machine is taken; choose another, or 0 for any free one", e);
            }
            controller.bind(new InetSocketAddress(loopback, 0));
            return new NodePorts(broker.getLocalPort(), controller.getLocalPort());
        }
    }
}
