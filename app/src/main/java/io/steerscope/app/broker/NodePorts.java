package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.port.FreePort;

/**
 * Two ports of this machine.
 *
 * @param broker where clients connect
 * @param controller where the controllers of the cluster talk to this node
 */
public record NodePorts(int broker, int controller) {

    /** Port of the first node for clients, unless another is asked for. */
    public static final int DEFAULT_PORT = 9092;

    /** Below the ports that systems give to outgoing connections, which could take that of a node that is away. */
    private static final int FEWEST_FREE = 10_000;

    private static final int MOST_FREE = 30_000;
    private static final int ATTEMPTS = 100;

    /**
     * Ports of several nodes in a row: those for clients first, then those of the controllers.
     *
     * @param port the first one; nothing for {@value #DEFAULT_PORT}, 0 for any that are free
     * @throws ActionableException if they would be no ports, or none are free
     */
    static List<NodePorts> consecutive(String host, @Nullable Integer port, int nodes) {
        if (port == null || port != 0) {
            int first = port == null ? DEFAULT_PORT : port;
            FreePort.requirePort(first + 2 * nodes - 1, "the last port of the nodes, by --port,");
            return from(first, nodes);
        }
        Random random = new Random();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<NodePorts> ports = from(random.nextInt(FEWEST_FREE, MOST_FREE), nodes);
            if (ports.stream().allMatch(each -> each.taken(host).isEmpty())) {
                return ports;
            }
        }
        throw new ActionableException(
                "%d free ports in a row were not found; name the first one with --port".formatted(2 * nodes));
    }

    private static List<NodePorts> from(int first, int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> new NodePorts(first + node, first + nodes + node))
                .toList();
    }

    /** Which of the two is taken; nothing if none is. */
    OptionalInt taken(String host) {
        if (!isFree(host, broker)) {
            return OptionalInt.of(broker);
        }
        return isFree(NodeProperties.LOOPBACK, controller) ? OptionalInt.empty() : OptionalInt.of(controller);
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Two that were free a moment ago.
     *
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
