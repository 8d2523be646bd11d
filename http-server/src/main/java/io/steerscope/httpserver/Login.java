package io.steerscope.httpserver;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Where people enter the token. A browser then shows a cookie that no script can read and that it sends to no other
 * site. The cookie does not hold the token; another token makes it void.
 */
final class Login {

    /** Path of the page, and of its form. */
    static final String PATH = "/login";

    private static final String FOLDER = "/io/steerscope/httpserver/";
    private static final Set<String> FILES = Set.of("/login.css", "/login.js");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9=&%._~+-]*");
    private static final String HTML = "text/html;charset=utf-8";
    private static final int NAME_DIGITS = 8;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'",
            "Referrer-Policy",
            "same-origin");

    private final Secret token;
    private final Secret ticket;
    private final String cookie;
    private final String template = resource("login.html");

    Login(Secret token) {
        this.token = token;
        this.ticket = token.derived("steerscope dashboard");
        this.cookie = "steerscope-"
                + token.derived("steerscope name of the cookie").reveal().substring(0, NAME_DIGITS);
    }

    /** Whether a path is part of the page, and so open to everybody. */
    static boolean isOpen(String path) {
        return path.equals(PATH) || FILES.contains(path);
    }

    void addTo(JavalinConfig config) {
        config.routes.get(PATH, context -> send(context, page(200, context.queryString(), "")));
        config.routes.post(PATH, this::enter);
        config.routes.get("/login.css", context -> file(context, "login.css", "text/css;charset=utf-8"));
        config.routes.get("/login.js", context -> file(context, "login.js", "text/javascript;charset=utf-8"));
    }

    /** Whether a browser has entered the token before. */
    boolean admits(HttpFields headers) {
        for (String line : headers.getValuesList(HttpHeader.COOKIE)) {
            for (String pair : line.split(";")) {
                String trimmed = pair.strip();
                if (trimmed.startsWith(cookie + "=") && ticket.is(trimmed.substring(cookie.length() + 1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @param query of the page that was asked for, which is shown after the token was entered */
    Refusal page(int status, @Nullable String query, String message) {
        String safe = query == null || !QUERY.matcher(query).matches() ? "" : query.replace("&", "&amp;");
        Map<String, String> headers = new LinkedHashMap<>(HEADERS);
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"steerscope\"");
        }
        return new Refusal(
                status, headers, HTML, template.replace("{query}", safe).replace("{message}", message));
    }

    private void enter(Context context) {
        String query = context.formParam("query");
        if (!token.is(context.formParam("token"))) {
            send(context, page(401, query, "That is not the token."));
            return;
        }
        boolean secure = "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
        String safe = query == null || !QUERY.matcher(query).matches() ? "" : query;
        context.header(
                "Set-Cookie",
                cookie + "=" + ticket.reveal() + "; HttpOnly; SameSite=Strict; Max-Age=2592000"
                        + (secure ? "; Secure" : ""));
        context.header("Cache-Control", "no-store");
        context.header("Location", safe.isEmpty() ? "./" : "./?" + safe);
        context.status(303);
    }

    private static void send(Context context, Refusal page) {
        page.headers().forEach(context::header);
        context.header("Cache-Control", "no-store");
        context.status(page.status()).contentType(page.mediaType()).result(page.body());
    }

    private static void file(Context context, String name, String type) {
        context.header("Cache-Control", "no-cache");
        context.contentType(type).result(resource(name));
    }

    private static String resource(String name) {
        try (InputStream stream = Login.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
