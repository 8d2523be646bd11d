package io.steerscope.app.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.schemas.text.VisibleText;

/**
 * The brokers that clients turn to first.
 *
 * @param text as it is given to the clients
 * @param addresses the brokers whose names are known, at least one
 */
record BootstrapServers(String text, List<InetSocketAddress> addresses) {

    private static final Pattern BROKER =
            Pattern.compile("(?:[A-Za-z_]+://)?(\\[[0-9A-Fa-f:.%]+]|[^\\s:;/\\[\\]]+):([0-9]{1,9})");
    private static final Pattern WEB = Pattern.compile("(?i)https?://");
    private static final int LARGEST_PORT = 65_535;

    BootstrapServers {
        addresses = List.copyOf(addresses);
    }

    /**
     * Reads a list of brokers and looks their names up.
     *
     * @param source the option or property that gives them, for messages
     * @throws ActionableException if it is no list of {@code HOST:PORT}, or no name is known
     */
    static BootstrapServers of(String text, String source) {
        List<InetSocketAddress> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String broker = part.strip();
            if (broker.isEmpty()) {
                continue;
            }
            Matcher matcher = BROKER.matcher(broker);
            if (!matcher.matches() || WEB.matcher(broker).lookingAt()) {
                throw new ActionableException(source + mistake(broker));
            }
            int port = Integer.parseInt(matcher.group(2));
            if (port < 1 || port > LARGEST_PORT) {
                throw new ActionableException("%s: the port of %s must be between 1 and %d"
                        .formatted(source, VisibleText.of(broker), LARGEST_PORT));
            }
            kept.add(broker);
            try {
                known.add(new InetSocketAddress(InetAddress.getByName(matcher.group(1)), port));
            } catch (UnknownHostException e) {
                unknown.add(matcher.group(1));
            }
        }
        if (kept.isEmpty()) {
            throw new ActionableException(source + " is empty: give HOST:PORT, as in localhost:9092");
        }
        if (known.isEmpty()) {
            throw new ActionableException("%s: there is no host %s: check the name, and the network"
                    .formatted(source, VisibleText.of(String.join(", ", unknown))));
        }
        return new BootstrapServers(String.join(",", kept), known);
    }

    private static String mistake(String broker) {
        String visible = VisibleText.of(broker.length() > 100 ? broker.substring(0, 100) + "…" : broker);
        if (broker.chars().anyMatch(character -> character == ';' || Character.isWhitespace(character))) {
            return ": brokers are separated by commas, as in a:9092,b:9092; given is \"" + visible + "\"";
        }
        Matcher web = WEB.matcher(broker);
        if (web.lookingAt()) {
            return ": " + visible + " is the address of a web page: give HOST:PORT, as in "
                    + VisibleText.of(broker.substring(web.end()).replaceAll("/.*", ""));
        }
        if (broker.indexOf(':') < 0) {
            return ": " + visible + " names no port: give HOST:PORT, as in " + visible + ":9092";
        }
        return ": " + visible + " is not HOST:PORT, as in localhost:9092 or [::1]:9092";
    }
}
