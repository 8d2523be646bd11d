package io.steerscope.httpserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import io.steerscope.foundation.thread.DaemonThreads;

/** An HTTP server that answers whom its {@link ServerSettings} say, and that no client can stop for others. */
public final class GuardedServer implements AutoCloseable {

    /** Header in which instances show their secret. */
    public static final String SECRET_HEADER = "Steerscope-Secret";

    private static final int CONNECTION_THREADS = 16;
    private static final int IDLE_MILLIS = 30_000;
    private static final int LOOK_MILLIS = 250;

    /** Spellings that mean two paths are refused, but not an encoded percent sign, which is a mistake in an id. */
    private static final UriCompliance PATHS =
            UriCompliance.DEFAULT.with("STEERSCOPE", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private final ServerSettings settings;
    private final ScheduledExecutorService clock;
    private final Lanes lanes;
    private final Javalin javalin;

    private GuardedServer(
            ServerSettings settings,
            ServerLimits limits,
            MeterRegistry registry,
            ServerSocketChannel socket,
            Consumer<JavalinConfig> routes) {
        this.settings = settings;
        this.clock = DaemonThreads.ticker("http-clock");
        this.lanes = new Lanes(limits.waiting());
        ConnectionWatch connections = new ConnectionWatch(limits.connections(), limits.quiet(), System::nanoTime);
        AnswersUnderWay answers = new AnswersUnderWay(limits, System::nanoTime);
        Secret token = settings.token();
        Login login = token == null || !settings.loginPage() ? null : new Login(token);
        Guard guard = new Guard(
                new Gate(settings, login),
                connections,
                new RequestBodies(limits, clock),
                answers,
                lanes,
                new ServerMeters(registry, connections, answers));
        this.javalin = Javalin.create(config -> {
            jetty(config, socket, guard, connections);
            routes.accept(config);
            if (login != null) {
                login.addTo(config);
            }
        });
        clock.scheduleWithFixedDelay(
                () -> {
                    connections.look();
                    answers.look();
                },
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Opens a server.
     *
     * @param registry gets the server's meters
     * @param routes adds the routes
     * @throws IllegalStateException if the port cannot be opened; the message is one line
     */
    public static GuardedServer open(ServerSettings settings, MeterRegistry registry, Consumer<JavalinConfig> routes) {
        return open(settings, ServerLimits.DEFAULT, registry, routes);
    }

    static GuardedServer open(
            ServerSettings settings, ServerLimits limits, MeterRegistry registry, Consumer<JavalinConfig> routes) {
        ServerSocketChannel socket = ListeningSocket.open(settings);
        GuardedServer server = new GuardedServer(settings, limits, registry, socket, routes);
        try {
            server.javalin.start(settings.host(), settings.port());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The TCP port that the server listens on. */
    public int port() {
        return javalin.port();
    }

    /** Address of the server; a wildcard address is given as the loopback address. */
    public URI address() {
        InetAddress bound = ListeningSocket.address(settings.host());
        String host = bound.isAnyLocalAddress() ? "127.0.0.1" : settings.host();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/");
    }

    @Override
    public void close() {
        javalin.stop();
        lanes.close();
        clock.shutdownNow();
    }

    private static void jetty(
            JavalinConfig config, ServerSocketChannel socket, Guard guard, ConnectionWatch connections) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(CONNECTION_THREADS, 2);
        threads.setName("http");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        JsonErrors errors = new JsonErrors();
        config.jetty.modifyServer(server -> {
            server.setHandler(guard);
            server.setErrorHandler(errors);
        });
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
        config.jetty.addConnector((server, defaults) -> connector(server, socket, connections));
    }

    private static ServerConnector connector(Server server, ServerSocketChannel socket, ConnectionWatch connections) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(ServerLimits.HEAD_BYTES);
        configuration.setUriCompliance(PATHS);
        configuration.setIdleTimeout(IDLE_MILLIS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(connections);
        try {
            connector.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }
}
