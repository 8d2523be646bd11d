package io.steerscope.aggregator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port in front of another one, which can stop to answer as a hung or a dead process would. */
final class Relay implements AutoCloseable {

    /** How connections are treated. */
    enum Mode {
        /** Bytes are passed on both ways. */
        PASS,
        /** Connections are taken, and nothing is ever said. */
        HANG,
        /** Connections are cut. */
        CUT
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;
    private volatile int target;

    private Relay(ServerSocket server) {
        this.server = server;
    }

    static Relay open() throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        start(relay::accept);
        return relay;
    }

    int port() {
        return server.getLocalPort();
    }

    void to(int port) {
        target = port;
    }

    /** Treats connections differently from now on; present ones are cut, or go silent. */
    void set(Mode now) {
        mode = now;
        if (now == Mode.CUT) {
            open.forEach(Relay::close);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(Relay::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                if (mode == Mode.CUT) {
                    close(client);
                } else if (mode == Mode.PASS) {
                    Socket upstream = new Socket();
                    upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1_000);
                    open.add(upstream);
                    start(() -> pump(client, upstream));
                    start(() -> pump(upstream, client));
                }
            } catch (IOException e) {
                if (!server.isClosed() && mode == Mode.PASS && target != 0) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            int read = from.getInputStream().read(buffer);
            while (read >= 0) {
                if (mode == Mode.PASS) {
                    to.getOutputStream().write(buffer, 0, read);
                }
                read = from.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // either end has gone, so has the other
        } finally {
            close(from);
            close(to);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
