package io.steerscope.app.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

import io.steerscope.app.failure.ActionableException;

/** Whether a port can be listened on, found by trying. */
public final class FreePort {

    private static final int LARGEST = 65_535;

    private FreePort() {}

    /**
     * Checks that a port can be listened on now.
     *
     * @param host address to listen on
     * @param port the port; 0, any free one, is always free
     * @param option the option that names the port
     * @throws ActionableException if it is taken, may not be used, or is no port; or the address is not of this machine
     */
    public static void require(String host, int port, String option) {
        requirePort(port, option);
        InetAddress address = address(host, option);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            String hint = port == 0 ? "" : "; choose another with " + option + ", or 0 for any free one";
            throw new ActionableException(
                    "port %d of %s is taken or may not be used%s (%s)".formatted(port, host, hint, e.getMessage()), e);
        }
    }

    /** @throws ActionableException if the number is no port */
    public static void requirePort(int port, String option) {
        if (port < 0 || port > LARGEST) {
            throw new ActionableException("%s must be between 0 and %d, is %d".formatted(option, LARGEST, port));
        }
    }

    private static InetAddress address(String host, String option) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ActionableException("there is no host " + host + " to listen on for " + option, e);
        }
    }
}
