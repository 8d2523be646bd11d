package io.steerscope.app.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.steerscope.app.broker.EmbeddedBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Ports at which there is no broker, or one that speaks otherwise than the client. */
class ClusterConnectionTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    @Test
    void nobodyListens() throws IOException {
        // given
        int port = unusedPort();

        // then
        assertThatThrownBy(() -> connect(null, port))
                .hasMessage(
                        "no Kafka broker answers at 127.0.0.1:%d (connection refused): check that it runs, and the address"
                                .formatted(port));
    }

    @Test
    void aBrokerThatStartsLaterIsWaitedFor() throws Exception {
        // given
        int port = unusedPort();
        ClientConfig config = ClientConfig.of(null, "127.0.0.1:" + port);
        CountDownLatch waiting = new CountDownLatch(1);

        // when
        CompletableFuture<String> cluster = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            try (Admin admin = config.connect(Duration.ofMinutes(2))) {
                return admin.describeCluster().clusterId().get();
            } catch (InterruptedException | ExecutionException e) {
                throw new CompletionException(e);
            }
        });
        assertThat(waiting.await(1, TimeUnit.MINUTES)).isTrue();
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("late"), port)) {
            // then
            assertThat(broker.bootstrapServers()).endsWith(":" + port);
            assertThat(cluster.get(2, TimeUnit.MINUTES)).isNotEmpty();
        }
    }

    @Test
    void aBrokerThatDoesNotComeIsWaitedForInVain() throws IOException {
        // given
        int port = unusedPort();
        ClientConfig config = ClientConfig.of(null, "127.0.0.1:" + port);

        // then
        assertThatThrownBy(() -> config.connect(Duration.ofSeconds(1)))
                .hasMessageStartingWith("no Kafka broker answers at 127.0.0.1:%d after 1 s (connection refused): check"
                        .formatted(port));
    }

    @Test
    void aWebServerListens() throws IOException {
        try (Server web = Server.answering("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII))) {
            assertThatThrownBy(() -> connect(null, web.port())).hasMessageContaining("an HTTP server answers there");
        }
    }

    @Test
    void aBrokerThatSpeaksTlsListensForAClientThatDoesNot() throws Exception {
        try (Server tls = Server.shakingHands(context())) {
            assertThatThrownBy(() -> connect(null, tls.port()))
                    .hasMessageContaining("it speaks TLS, and this client plain text");
        }
    }

    @Test
    void aBrokerThatSpeaksPlainTextListensForAClientThatDoesNot() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
            // given
            Path ssl = Files.writeString(folder.resolve("ssl.properties"), "security.protocol=SSL\n");
            Path login = Files.writeString(
                    folder.resolve("login.properties"),
                    """
                    security.protocol=SASL_PLAINTEXT
                    sasl.mechanism=PLAIN
                    sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
                    username="u" password="p";
                    """);

            // then
            assertThatThrownBy(() ->
                            ClientConfig.of(ssl, broker.bootstrapServers()).connect())
                    .hasMessageContaining("it speaks plain text, and this client TLS");
            assertThatThrownBy(() ->
                            ClientConfig.of(login, broker.bootstrapServers()).connect())
                    .hasMessageContaining("it refuses the connection: ")
                    .hasMessageContaining("mechanism PLAIN")
                    .hasMessageContaining("security.protocol is SASL_PLAINTEXT");
        }
    }

    @Test
    void aTruststoreWithAnotherPasswordIsNamed() throws Exception {
        // given
        Path store = keystore();
        Path properties = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SSL\nssl.truststore.location="
                        + store.toString().replace('\\', '/') + "\nssl.truststore.password=wrong\n");
        try (Server any = Server.answering(new byte[0])) {
            // then
            assertThatThrownBy(() -> connect(properties, any.port()))
                    .hasMessageContaining("Failed to load SSL keystore " + store);
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void connect(Path properties, int port) {
        ClientConfig.of(properties, "127.0.0.1:" + port).connect().close();
    }

    private Path keystore() throws IOException, InterruptedException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "broker",
                        "-dname",
                        "CN=localhost",
                        "-keyalg",
                        "EC")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return store;
    }

    private SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance(keystore().toFile(), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** A server that treats every connection the same. */
    private record Server(ServerSocket socket) implements AutoCloseable {

        interface Treatment {
            void of(Socket connection) throws IOException;
        }

        /** Reads a little, answers, and hangs up. */
        static Server answering(byte[] answer) throws IOException {
            return start(connection -> {
                connection.getInputStream().read(new byte[100]);
                connection.getOutputStream().write(answer);
            });
        }

        static Server shakingHands(SSLContext context) throws IOException {
            return start(connection -> {
                SSLSocket tls = (SSLSocket)
                        context.getSocketFactory().createSocket(connection, "127.0.0.1", connection.getPort(), true);
                tls.setUseClientMode(false);
                tls.startHandshake();
            });
        }

        private static Server start(Treatment treatment) throws IOException {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread thread = new Thread(() -> {
                while (!socket.isClosed()) {
                    try (Socket connection = socket.accept()) {
                        connection.setSoTimeout(5_000);
                        treatment.of(connection);
                    } catch (IOException e) {
                        // This client gave up, or the test is over.
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            return new Server(socket);
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
