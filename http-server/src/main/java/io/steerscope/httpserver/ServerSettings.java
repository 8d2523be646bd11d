package io.steerscope.httpserver;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and whom it answers.
 *
 * @param host address to listen on
 * @param port TCP port, or 0 for any free one
 * @param allowedHosts names by which it may be asked, besides loopback names, {@code host} and the address that was
 *     connected to; in lower case, without port
 * @param token what everybody has to show who asks for more than health, or null if nobody has to
 * @param peerSecret what other instances have to show, or null to answer those of this machine alone
 * @param loginPage whether people are shown a page where they can enter the token
 */
public record ServerSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        @Nullable Secret token,
        @Nullable Secret peerSecret,
        boolean loginPage) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|[0-9A-Fa-f:]+|\\[[0-9A-Fa-f:.]+]");
    private static final int LARGEST_PORT = 65_535;

    /** @throws IllegalArgumentException if the port is out of range, or an allowed host is no name; one line */
    public ServerSettings {
        if (port < 0 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("HTTP port must be between 0 and 65535, is " + port);
        }
        Set<String> names = new LinkedHashSet<>();
        for (String name : allowedHosts) {
            if (!HOST.matcher(name).matches()) {
                throw new IllegalArgumentException("allowed host \"" + name
                        + "\": a host name or an address expected, without http:// and without port");
            }
            names.add(HostRule.normal(name));
        }
        allowedHosts = Set.copyOf(names);
        host = host.strip().toLowerCase(Locale.ROOT);
    }

    /** Open to everybody who reaches the address. */
    public static ServerSettings of(String host, int port) {
        return new ServerSettings(host, port, Set.of(), null, null, false);
    }

    /** Listening elsewhere. */
    public ServerSettings at(String otherHost, int otherPort) {
        return new ServerSettings(otherHost, otherPort, allowedHosts, token, peerSecret, loginPage);
    }

    /** Asked by further names. */
    public ServerSettings withAllowedHosts(Set<String> names) {
        Set<String> all = new LinkedHashSet<>(allowedHosts);
        all.addAll(names);
        return new ServerSettings(host, port, all, token, peerSecret, loginPage);
    }

    /**
     * For those who show a token. Other instances then have to show what is derived from it, unless they have a secret.
     */
    public ServerSettings withToken(@Nullable Secret required) {
        return new ServerSettings(host, port, allowedHosts, required, peerSecret, loginPage);
    }

    /** With a secret of the instances. */
    public ServerSettings withPeerSecret(@Nullable Secret shared) {
        return new ServerSettings(host, port, allowedHosts, token, shared, loginPage);
    }

    /** With a page where people enter the token. */
    public ServerSettings withLoginPage() {
        return new ServerSettings(host, port, allowedHosts, token, peerSecret, true);
    }

    /** What instances show each other: their secret, or one derived from the token, or null where there is neither. */
    public @Nullable Secret shownToPeers() {
        return peerSecret != null || token == null ? peerSecret : token.derived("steerscope instances");
    }
}
