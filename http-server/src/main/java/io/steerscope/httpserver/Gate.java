package io.steerscope.httpserver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Who is answered at all.
 *
 * <ul>
 *   <li>A {@code Host} that this server does not go by: 421. Health is told under any name.
 *   <li>A method that changes something, where nothing can be changed: 405; from a page of another origin: 403.
 *   <li>Another instance without the secret: 401; where there is none, one of another machine: 403.
 *   <li>Where there is a token, everybody else without it: 401. Health tells no figures and needs none.
 * </ul>
 */
final class Gate {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final ServerSettings settings;
    private final HostRule hosts;
    private final @Nullable Secret peers;
    private final @Nullable Login login;

    Gate(ServerSettings settings, @Nullable Login login) {
        this.settings = settings;
        this.hosts = new HostRule(settings);
        this.peers = settings.shownToPeers();
        this.login = login;
    }

    /** What the request gets instead of an answer, if it gets none. */
    Optional<Refusal> refusal(Request request, String path, Lane lane) {
        if (Lane.isHealth(path)) {
            return method(request, path, lane);
        }
        return host(request)
                .or(() -> method(request, path, lane))
                .or(() -> lane == Lane.PEER ? peer(request) : token(request, path));
    }

    private Optional<Refusal> host(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        String named = request.getHttpURI().getAuthority();
        SocketAddress connected = request.getConnectionMetaData().getLocalSocketAddress();
        for (String name : new String[] {host, named == null ? host : named}) {
            if (name == null || !hosts.admits(name, connected)) {
                String asked = name == null ? "" : HostRule.normal(HostRule.withoutPort(name));
                return Optional.of(Refusal.of(
                        421,
                        "unknown_host",
                        "This server does not go by the name \"" + asked
                                + "\"; if it should, start it with --allowed-host "
                                + (asked.isEmpty() ? "NAME" : asked)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> method(Request request, String path, Lane lane) {
        if (READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        boolean taken = lane == Lane.PEER || path.equals(Login.PATH);
        if (!taken || !request.getMethod().equals("POST")) {
            return Optional.of(Refusal.of(405, "method_not_allowed", "Only GET and HEAD are answered here")
                    .with("Allow", taken ? "GET, HEAD, POST" : "GET, HEAD"));
        }
        return isOfOwnOrigin(request.getHeaders())
                ? Optional.empty()
                : Optional.of(Refusal.of(403, "foreign_origin", "Pages of another origin may not send anything here"));
    }

    /** Whether no page sends this, or one of this server. Browsers say which; pages cannot make them say otherwise. */
    private static boolean isOfOwnOrigin(HttpFields headers) {
        String site = headers.get("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = headers.get(HttpHeader.ORIGIN);
        String host = headers.get(HttpHeader.HOST);
        return origin == null || origin.equals("http://" + host) || origin.equals("https://" + host);
    }

    private Optional<Refusal> peer(Request request) {
        if (peers == null) {
            return isOfThisMachine(request)
                    ? Optional.empty()
                    : Optional.of(Refusal.of(
                            403,
                            "no_secret",
                            "Instances of other machines are answered if all share a secret (--internal-secret-file)"));
        }
        return peers.is(request.getHeaders().get(GuardedServer.SECRET_HEADER))
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        401,
                        "wrong_secret",
                        "Instances have to share the secret (--internal-secret-file, or --token-file without it)"));
    }

    private Optional<Refusal> token(Request request, String path) {
        Secret token = settings.token();
        if (token == null || Login.isOpen(path) || bears(request.getHeaders(), token)) {
            return Optional.empty();
        }
        if (login != null) {
            if (login.admits(request.getHeaders())) {
                return Optional.empty();
            }
            if (path.equals("/")) {
                return Optional.of(login.page(401, request.getHttpURI().getQuery(), ""));
            }
        }
        return Optional.of(Refusal.of(
                        401,
                        "token_required",
                        "This server asks for its token, as Authorization: Bearer TOKEN"
                                + (login == null ? "" : "; in a browser, open the dashboard to enter it"))
                .with("WWW-Authenticate", "Bearer realm=\"steerscope\""));
    }

    private static boolean bears(HttpFields headers, Secret token) {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        String scheme = "Bearer ";
        return authorization != null
                && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                && token.is(authorization.substring(scheme.length()).strip());
    }

    /** Whether the client is this machine, and no proxy of it that speaks for others. */
    private static boolean isOfThisMachine(Request request) {
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.X_FORWARDED_FOR)
                || headers.contains(HttpHeader.FORWARDED)
                || headers.contains(HttpHeader.VIA)) {
            return false;
        }
        ConnectionMetaData connection = request.getConnectionMetaData();
        if (!(connection.getRemoteSocketAddress() instanceof InetSocketAddress remote)
                || !(connection.getLocalSocketAddress() instanceof InetSocketAddress local)) {
            return false;
        }
        InetAddress client = remote.getAddress();
        return client != null && (client.isLoopbackAddress() || client.equals(local.getAddress()));
    }
}
