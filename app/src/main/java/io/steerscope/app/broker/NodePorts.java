package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.port.FreePort;

/**
 * Ports of a node.
 *
 * @param broker where clients connect
 * @param controller where the controllers of the cluster talk to this node
 * @param interBroker where the other brokers connect; the port for clients where there is none of its own
 */
public record NodePorts(int broker, int controller, int interBroker) {

    /** Port of the first node for clients, unless another is asked for. */
    public static final int DEFAULT_PORT = 9092;

    /** Below the ports that systems give to outgoing connections, which could take that of a node that is away. */
    private static final int FEWEST_FREE = 10_000;

    private static final int MOST_FREE = 30_000;
    private static final int ATTEMPTS = 100;

    /**
     * Ports of several nodes in a row: those for clients first, then those of the controllers, then those between
     * brokers.
     *
     * @param port the first one; nothing for {@value #DEFAULT_PORT}, 0 for any that are free
     * @throws ActionableException if they would be no ports, or none are free
     */
    static List<NodePorts> consecutive(String host, @Nullable Integer port, int nodes) {
        if (port == null || port != 0) {
            int first = port == null ? DEFAULT_PORT : port;
            FreePort.requirePort(first + 3 * nodes - 1, "the last port of the nodes, by --port,");
            return from(first, nodes);
        }
        return free(
                3 * nodes, first -> from(first, nodes), each -> each.taken(host).isEmpty());
    }

    /**
     * The same ports, with free ones between brokers, as folders of earlier versions have none.
     *
     * @throws ActionableException if none are free
     */
    static List<NodePorts> withInterBroker(List<NodePorts> ports) {
        return free(
                ports.size(),
                first -> IntStream.range(0, ports.size())
                        .mapToObj(node -> ports.get(node).withInterBroker(first + node))
                        .toList(),
                each -> isFree(NodeProperties.LOOPBACK, each.interBroker));
    }

    private static List<NodePorts> free(int count, IntFunction<List<NodePorts>> from, Predicate<NodePorts> isFree) {
        Random random = new Random();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<NodePorts> ports = from.apply(random.nextInt(FEWEST_FREE, MOST_FREE));
            if (areApart(ports) && ports.stream().allMatch(isFree)) {
                return ports;
            }
        }
        throw new ActionableException(
                "%d free ports in a row were not found; name the first one with --port".formatted(count));
    }

    private static List<NodePorts> from(int first, int nodes) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> new NodePorts(first + node, first + nodes + node, first + 2 * nodes + node))
                .toList();
    }

    private static boolean areApart(List<NodePorts> ports) {
        return ports.stream()
                        .flatMapToInt(each -> IntStream.of(each.broker, each.controller, each.interBroker))
                        .distinct()
                        .count()
                == 3L * ports.size();
    }

    private NodePorts withInterBroker(int port) {
        return new NodePorts(broker, controller, port);
    }

    /** Whether brokers have a port of their own. */
    boolean hasInterBroker() {
        return interBroker != broker;
    }

    /** The first of them that is taken; nothing if none is. */
    OptionalInt taken(String host) {
        if (!isFree(host, broker)) {
            return OptionalInt.of(broker);
        }
        return IntStream.of(controller, interBroker)
                .filter(port -> port != broker && !isFree(NodeProperties.LOOPBACK, port))
                .findFirst();
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
     * Those of a single node, free a moment ago.
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
            return new NodePorts(broker.getLocalPort(), controller.getLocalPort(), broker.getLocalPort());
        }
    }
}
