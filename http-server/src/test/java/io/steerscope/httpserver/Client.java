package io.steerscope.httpserver;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that sends what it is told to, byte by byte, and reads what it gets. */
final class Client implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    private Client(Socket socket) {
        this.socket = socket;
    }

    static Client of(GuardedServer server) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Client(socket);
    }

    /** The whole answer to one request of these lines, from a connection of its own. */
    static String ask(GuardedServer server, String... lines) throws IOException {
        try (Client client = of(server)) {
            List<String> all = new ArrayList<>(List.of(lines));
            all.add("Connection: close");
            return client.send(String.join("\r\n", all) + "\r\n\r\n").answer();
        }
    }

    /** Status of the answer to a GET under the name of the loopback address. */
    static int get(GuardedServer server, String path) throws IOException {
        return status(ask(server, "GET " + path + " HTTP/1.1", "Host: 127.0.0.1"));
    }

    static int status(String answer) {
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
    }

    Client send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Everything until the server closes the connection. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** Whether the server has closed the connection, with or without an answer before. */
    boolean isClosed() {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                continue;
            }
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
