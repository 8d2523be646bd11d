package io.steerscope.httpserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/** Opens the port of a server, or says in one line why not. */
public final class ListeningSocket {

    private static final int WAITING_CONNECTIONS = 512;
    private static final int LOWEST_FREE_PORT = 1024;

    private ListeningSocket() {}

    /**
     * The address of a host to listen on.
     *
     * @throws IllegalStateException if there is none; the message is one line
     */
    public static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(
                    "\"" + host + "\" is no address of this machine: give one that it has, such as 127.0.0.1", e);
        }
    }

    /** @throws IllegalStateException if the port cannot be opened; the message is one line */
    static ServerSocketChannel open(ServerSettings settings) {
        InetSocketAddress place = new InetSocketAddress(address(settings.host()), settings.port());
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return socket.bind(place, WAITING_CONNECTIONS);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new IllegalStateException(why(settings, String.valueOf(e.getMessage())), e);
        }
    }

    private static String why(ServerSettings settings, String message) {
        String place = "port " + settings.port() + " of " + settings.host();
        if (message.contains("assign requested address")) {
            return "\"" + settings.host() + "\" is no address of this machine: give one that it has, such as 127.0.0.1";
        }
        if (message.contains("in use")) {
            return place + " is taken; choose another one, or 0 for any";
        }
        if (message.contains("ermission denied") && settings.port() < LOWEST_FREE_PORT) {
            return place + " may not be used by this user; choose one from 1024 on, or 0 for any";
        }
        return place + " cannot be opened: " + message.replaceAll("\\s+", " ");
    }
}
