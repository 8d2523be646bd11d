package io.steerscope.clustertests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.steerscope.foundation.thread.DaemonThreads;

/** A forwarder of TCP connections to a port of this machine that can be cut, in silence or by closing. */
final class NodeLink implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.JOINED;

    private enum State {
        JOINED,
        SILENT,
        REFUSING
    }

    /**
     * Forwards until it is closed.
     *
     * @param address an address of this machine other than 127.0.0.1, to listen on
     * @param port port to listen on, and of 127.0.0.1 to forward to
     */
    NodeLink(String address, int port) throws IOException {
        this.server = new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
        this.target = port;
        DaemonThreads.of("link-" + address + "-" + port, this::acceptAll).start();
    }

    /** Nothing that is sent arrives, in either direction; connections stay open, and new ones seem to succeed. */
    synchronized void silence() {
        state = State.SILENT;
    }

    /** Closes all connections and every new one. */
    synchronized void refuse() {
        state = State.REFUSING;
        notifyAll();
        List.copyOf(open).forEach(this::end);
    }

    /** Forwards again, what was held back first. */
    synchronized void heal() {
        state = State.JOINED;
        notifyAll();
    }

    /** Whether a connection may be there; one that may not is closed. */
    private synchronized boolean admit(Socket socket) {
        open.add(socket);
        if (state == State.REFUSING) {
            end(socket);
        }
        return state != State.REFUSING;
    }

    private synchronized void awaitVoice() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket accepted = server.accept();
                if (admit(accepted)) {
                    DaemonThreads.of("linked", () -> join(accepted)).start();
                }
            } catch (IOException e) {
                // Closed, or the other side went away before it was accepted.
            }
        }
    }

    private void join(Socket accepted) {
        try {
            awaitVoice();
            Socket forwarded = new Socket(InetAddress.getLoopbackAddress(), target);
            if (admit(forwarded)) {
                accepted.setTcpNoDelay(true);
                forwarded.setTcpNoDelay(true);
                DaemonThreads.of("linked-back", () -> forward(forwarded, accepted))
                        .start();
                forward(accepted, forwarded);
            }
        } catch (IOException e) {
            // Nobody listens there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(accepted);
    }

    private void forward(Socket from, Socket to) {
        try {
            copy(from, to);
            awaitVoice();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(from);
        end(to);
    }

    private void copy(Socket from, Socket to) throws InterruptedException {
        try {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                awaitVoice();
                output.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One side went away, of which the other is to hear.
        }
    }

    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left of it either way.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        List.copyOf(open).forEach(this::end);
    }
}
