package io.steerscope.aggregator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;

import io.steerscope.results.format.html.Styles;

/**
 * The dashboard: a page, a style sheet and ES modules from the class path, which need no build and nothing from
 * elsewhere. The content security policy allows neither inline scripts and styles nor any other origin.
 */
final class DashboardFiles {

    private static final String FOLDER = "/io/steerscope/aggregator/dashboard/";
    private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(?:css|js|svg)");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private DashboardFiles() {}

    /** Handlers by path. */
    static Map<String, Handler> routes() {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/", context -> send(context, "index.html"));
        routes.put("/dashboard/sections.css", context -> {
            headers(context, "css");
            context.result(Styles.sections());
        });
        routes.put("/dashboard/{file}", context -> file(context, ""));
        routes.put("/dashboard/panels/{file}", context -> file(context, "panels/"));
        return routes;
    }

    private static void file(Context context, String folder) {
        String file = context.pathParam("file");
        if (NAME.matcher(file).matches()) {
            send(context, folder + file);
        } else {
            context.status(HttpStatus.NOT_FOUND);
        }
    }

    private static void headers(Context context, String type) {
        context.contentType(TYPES.get(type))
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-cache");
    }

    private static void send(Context context, String file) {
        try (InputStream stream = DashboardFiles.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                context.status(HttpStatus.NOT_FOUND);
                return;
            }
            headers(context, file.substring(file.lastIndexOf('.') + 1));
            context.result(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
