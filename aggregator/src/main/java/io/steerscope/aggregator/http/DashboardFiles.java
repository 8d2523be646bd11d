package io.steerscope.aggregator.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

import io.javalin.http.Handler;

/** The dashboard: three files from the class path that need nothing else. */
final class DashboardFiles {

    private static final String FOLDER = "/io/steerscope/aggregator/dashboard/";

    private DashboardFiles() {}

    /** Handlers by path. */
    static Map<String, Handler> routes() {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/", file("index.html", "text/html; charset=utf-8"));
        routes.put("/dashboard.css", file("dashboard.css", "text/css; charset=utf-8"));
        routes.put("/forest.js", file("forest.js", "text/javascript; charset=utf-8"));
        routes.put("/dashboard.js", file("dashboard.js", "text/javascript; charset=utf-8"));
        return routes;
    }

    private static Handler file(String name, String type) {
        byte[] bytes = read(name);
        return context -> context.contentType(type)
                .header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-cache")
                .result(bytes);
    }

    private static byte[] read(String name) {
        try (InputStream stream = DashboardFiles.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("The dashboard file " + name + " is missing from the build");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
