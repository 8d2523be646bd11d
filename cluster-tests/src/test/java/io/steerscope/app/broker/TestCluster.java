package io.steerscope.app.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.apache.kafka.common.utils.internals.Exit;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * A broker with three addresses, on ports that stay the same through {@link #stop} and {@link #restart}:
 *
 * <ul>
 *   <li>{@link #clients()}: neither password nor limits, for what a test does to the cluster and reads from it;
 *   <li>{@link #clients(String, String)}: SASL/PLAIN, or after {@link #startEncrypted} SASL/SCRAM over TLS, with a
 *       {@code StandardAuthorizer} that allows what {@link #allow} has allowed and nothing else; a user's password is
 *       its name;
 *   <li>{@link #wiredClients()}: as the first, through a {@link Wire} that can be cut.
 * </ul>
 */
public final class TestCluster implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String PASSWORD_LISTENER = "PASSWORD";
    private static final String WIRED_LISTENER = "WIRED";
    private static final ScramMechanism SCRAM = ScramMechanism.SCRAM_SHA_512;

    private final Path folder;
    private final int port;
    private final int passwordPort;
    private final int wiredPort;
    private final List<String> users;
    private final @Nullable TestCertificate certificate;
    private final Wire wire;
    private @Nullable EmbeddedBroker broker;

    private TestCluster(Path folder, List<String> users, @Nullable TestCertificate certificate) throws IOException {
        List<Integer> ports = freePorts(3);
        this.folder = folder;
        this.port = ports.get(0);
        this.passwordPort = ports.get(1);
        this.wiredPort = ports.get(2);
        this.users = users;
        this.certificate = certificate;
        this.wire = Wire.to(wiredPort);
    }

    /** Starts a cluster in {@code folder} that knows {@code users}. */
    public static TestCluster start(Path folder, String... users) throws IOException {
        TestCluster cluster = new TestCluster(folder, List.copyOf(Arrays.asList(users)), null);
        cluster.restart();
        return cluster;
    }

    /** As {@link #start}, but that users come over TLS and log in by SCRAM-SHA-512. */
    public static TestCluster startEncrypted(Path folder, String... users) throws IOException {
        TestCluster cluster = new TestCluster(
                folder, List.copyOf(Arrays.asList(users)), TestCertificate.create(folder.resolveSibling("tls")));
        cluster.restart();
        cluster.createScramUsers();
        return cluster;
    }

    /** Starts the broker, at the first time or after {@link #stop}. */
    public void restart() {
        broker = EmbeddedBroker.start(folder, ClientListener.local(port), this::properties);
        // A broker that gives up would end the tests with it.
        Exit.setHaltProcedure(TestCluster::refuseToEnd);
        Exit.setExitProcedure(TestCluster::refuseToEnd);
    }

    /** Ends the broker, and keeps its folder and ports. */
    public void stop() {
        EmbeddedBroker running = broker;
        broker = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() {
        stop();
        wire.close();
    }

    /** Client properties that may do anything. */
    public Map<String, Object> clients() {
        return Map.of("bootstrap.servers", LOOPBACK + ":" + port);
    }

    /** Client properties that may do anything, over {@link #wire}. */
    public Map<String, Object> wiredClients() {
        return Map.of("bootstrap.servers", LOOPBACK + ":" + wire.port());
    }

    /** The connections of {@link #wiredClients}. */
    public Wire wire() {
        return wire;
    }

    /** Client properties of a user. */
    public Map<String, Object> clients(String user, String password) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", LOOPBACK + ":" + passwordPort);
        properties.put("security.protocol", protocol());
        properties.put("sasl.mechanism", mechanism());
        properties.put(
                "sasl.jaas.config",
                "%s required username=\"%s\" password=\"%s\";".formatted(loginModule(), user, password));
        if (certificate != null) {
            properties.put("ssl.truststore.type", "PEM");
            properties.put("ssl.truststore.location", certificate.trusted().toString());
        }
        return properties;
    }

    /** An administrator. */
    public Admin admin() {
        return Admin.create(clients());
    }

    /** Allows {@code user} something. */
    public void allow(String user, ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        List<AclBinding> bindings = Arrays.stream(operations)
                .map(operation -> binding(user, type, pattern, name, operation))
                .toList();
        try (Admin admin = admin()) {
            admin.createAcls(bindings).all().get();
            await().until(() -> bindings.stream().allMatch(binding -> isInForce(admin, binding.toFilter())));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes back what {@link #allow} gave, operation by operation. */
    public void revoke(String user, ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        List<AclBindingFilter> bindings = Arrays.stream(operations)
                .map(operation -> binding(user, type, pattern, name, operation).toFilter())
                .toList();
        try (Admin admin = admin()) {
            admin.deleteAcls(bindings).all().get();
            await().until(() -> bindings.stream().noneMatch(binding -> isInForce(admin, binding)));
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the broker knows it, which is a moment later than the controller. */
    private static boolean isInForce(Admin admin, AclBindingFilter binding) {
        try {
            return !admin.describeAcls(binding).values().get().isEmpty();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AclBinding binding(
            String user, ResourceType type, PatternType pattern, String name, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
    }

    private String protocol() {
        return certificate == null ? "SASL_PLAINTEXT" : "SASL_SSL";
    }

    private String mechanism() {
        return certificate == null ? "PLAIN" : SCRAM.mechanismName();
    }

    private String loginModule() {
        return certificate == null ? PlainLoginModule.class.getName() : ScramLoginModule.class.getName();
    }

    private void createScramUsers() {
        ScramCredentialInfo strength = new ScramCredentialInfo(SCRAM, 4_096);
        List<UserScramCredentialAlteration> alterations = users.stream()
                .map(user -> (UserScramCredentialAlteration) new UserScramCredentialUpsertion(user, strength, user))
                .toList();
        try (Admin admin = admin()) {
            admin.alterUserScramCredentials(alterations).all().get();
            await().until(() -> admin.describeUserScramCredentials().all().get().size() == users.size());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> properties(Map<String, String> node) {
        Map<String, String> properties = new HashMap<>(node);
        append(
                properties,
                "listeners",
                listener(PASSWORD_LISTENER, passwordPort) + "," + listener(WIRED_LISTENER, wiredPort));
        append(
                properties,
                "advertised.listeners",
                listener(PASSWORD_LISTENER, passwordPort) + "," + listener(WIRED_LISTENER, wire.port()));
        append(
                properties,
                "listener.security.protocol.map",
                PASSWORD_LISTENER + ":" + protocol() + "," + WIRED_LISTENER + ":PLAINTEXT");
        properties.put("sasl.enabled.mechanisms", mechanism());
        properties.put(
                "listener.name.password." + mechanism().toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                certificate == null ? passwords() : loginModule() + " required;");
        if (certificate != null) {
            certificate
                    .brokerProperties()
                    .forEach((name, value) -> properties.put("listener.name.password." + name, value));
        }
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("super.users", "User:ANONYMOUS");
        // What takes minutes by default, so that tests need not.
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        properties.put("log.cleaner.enable", "false");
        return properties;
    }

    private String passwords() {
        return users.stream()
                .map(user -> "user_%s=\"%s\"".formatted(user, user))
                .collect(Collectors.joining(" ", loginModule() + " required ", ";"));
    }

    private static String listener(String name, int port) {
        return name + "://" + LOOPBACK + ":" + port;
    }

    private static void append(Map<String, String> properties, String name, String more) {
        properties.merge(name, more, (before, added) -> before + "," + added);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK)));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void refuseToEnd(int status, @Nullable String message) {
        throw new IllegalStateException("the broker gave up with status " + status + ": " + message);
    }
}
