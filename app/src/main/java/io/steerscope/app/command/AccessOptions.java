package io.steerscope.app.command;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.steerscope.httpserver.Secret;
import io.steerscope.httpserver.ServerSettings;

/** Options of every command with an HTTP server: by which names, and to whom, it answers. */
final class AccessOptions {

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description =
                    "Name, without port, by which the HTTP server may be asked, such as that of a proxy; may be given"
                            + " again (always: localhost, the address it listens on or was asked at).")
    private Set<String> allowedHosts = new LinkedHashSet<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File with a token that everybody has to show, as Authorization: Bearer TOKEN or on the login page"
                            + " of the dashboard; /health is open (default: none, everybody who reaches the port is answered).")
    private @Nullable Path tokenFile;

    /** Of a server at this place. */
    ServerSettings settings(String host, int port) {
        return ServerSettings.of(host, port)
                .withAllowedHosts(allowedHosts)
                .withToken(tokenFile == null ? null : Secret.read(tokenFile));
    }
}
