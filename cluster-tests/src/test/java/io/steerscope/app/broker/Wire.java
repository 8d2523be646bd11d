package io.steerscope.app.broker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.common.protocol.ApiKeys;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a broker that can lose the answer to a request: the request arrives, its answer and whatever comes
 * after it on that connection do not, and the client waits as it would for a cable that was pulled. Other connections
 * go on.
 */
public final class Wire implements AutoCloseable {

    private static final int MOST_BYTES = 64 << 20;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile @Nullable ApiKeys losing;
    private volatile boolean silent;

    private Wire(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    static Wire to(int target) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        start(wire::accept);
        return wire;
    }

    int port() {
        return server.getLocalPort();
    }

    /** Loses the answers to the next {@code times} requests of a kind. */
    public void loseAnswers(ApiKeys request, int times) {
        losing = request;
        toLose.set(times);
    }

    /** How many answers have been lost. */
    public int lost() {
        return lost.get();
    }

    /** Lets no answer through while {@code silence}, on any connection. */
    public void setSilent(boolean silence) {
        silent = silence;
        if (!silence) {
            // What was held back is lost for good: the connections begin anew.
            open.forEach(Wire::closeQuietly);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // Nobody connects any more.
        }
        open.forEach(Wire::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                open.add(client);
                start(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket broker = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(broker);
            AtomicInteger cut = new AtomicInteger();
            Thread answers = start(() -> copy(broker, client, frame -> cut.get() == 0 && !silent));
            copy(client, broker, frame -> {
                if (isToLose(frame)) {
                    cut.set(1);
                }
                return true;
            });
            closeQuietly(broker);
            answers.join();
            open.remove(broker);
        } catch (IOException e) {
            // The broker is away: so is this connection.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private boolean isToLose(byte[] frame) {
        ApiKeys wanted = losing;
        int key = (frame[0] & 0xff) << 8 | frame[1] & 0xff;
        if (wanted == null || key != wanted.id || toLose.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return false;
        }
        lost.incrementAndGet();
        return true;
    }

    private interface Gate {
        boolean lets(byte[] frame);
    }

    private static void copy(Socket from, Socket to, Gate gate) {
        try {
            DataInputStream in = new DataInputStream(from.getInputStream());
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] frame = read(in);
                if (gate.lets(frame)) {
                    out.writeInt(frame.length);
                    out.write(frame);
                    out.flush();
                }
            }
        } catch (IOException e) {
            closeQuietly(to);
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_BYTES) {
            throw new EOFException("no frame of Kafka's protocol: " + length);
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return frame;
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "wire");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed, or as good as.
        }
    }
}
