package io.steerscope.httpserver;

import java.util.Locale;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Errors that the server itself finds, as those of unreadable requests, in the form of all others. */
final class JsonErrors extends ErrorHandler {

    /** Tells browsers to take an answer for nothing but what it says it is. */
    static final HttpField NOSNIFF = new HttpField("X-Content-Type-Options", "nosniff");

    private static final String JSON = "application/json;charset=utf-8";

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        response.getHeaders().put(NOSNIFF);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Content.Sink.write(response, true, line(status), callback);
        return true;
    }

    private static String line(int status) {
        String words = HttpStatus.getMessage(status);
        return Refusal.json(
                words.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_"),
                words
                        + (status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
                                        || status == HttpStatus.URI_TOO_LONG_414
                                ? ": path, query and headers may have " + ServerLimits.HEAD_BYTES + " bytes"
                                : ""),
                false);
    }
}
