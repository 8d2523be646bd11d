package io.steerscope.httpserver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * By which names a server may be asked. A page of a foreign site can make a browser ask any address under the site's
 * own name (DNS rebinding), and read the answer; it cannot choose another {@code Host} than that name.
 */
final class HostRule {

    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern VERSION_4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final String bound;
    private final Set<String> allowed;

    HostRule(ServerSettings settings) {
        this.bound = normal(settings.host());
        this.allowed = settings.allowedHosts();
    }

    /**
     * Whether a server may be asked so.
     *
     * @param authority value of the header {@code Host}: a name or an address, and perhaps a port
     * @param connected the address of this machine that the client connected to
     */
    boolean admits(String authority, SocketAddress connected) {
        String name = normal(withoutPort(authority));
        if (name.equals("localhost") || name.equals(bound) || allowed.contains(name)) {
            return true;
        }
        return address(name)
                .filter(address -> address.isLoopbackAddress()
                        || connected instanceof InetSocketAddress local && address.equals(local.getAddress()))
                .isPresent();
    }

    static String withoutPort(String authority) {
        boolean bareVersion6 = !authority.startsWith("[") && authority.indexOf(':') != authority.lastIndexOf(':');
        return bareVersion6 ? authority : PORT.matcher(authority).replaceFirst("");
    }

    /** A name as it is compared: lower case, no brackets, no dot at its end. */
    static String normal(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("[") && lower.endsWith("]")) {
            return lower.substring(1, lower.length() - 1);
        }
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The address that a name spells out; names that would have to be looked up are none. */
    private static Optional<InetAddress> address(String name) {
        if (!VERSION_4.matcher(name).matches() && name.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(name));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
