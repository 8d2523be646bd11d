package io.steerscope.httpserver;

/** Kinds of requests. Each has threads of its own, so that none waits for another. */
enum Lane {

    /** Health and metrics. */
    PROBE(2),

    /** Questions of other instances of the application. */
    PEER(12),

    /** Everything else, which people and programs ask. */
    QUESTION(24),

    /** Answers that go on for as long as somebody listens; written by whoever has news, so never kept back. */
    STREAM(4);

    private static final String PEERS = "/internal/";

    private final int threads;

    Lane(int threads) {
        this.threads = threads;
    }

    int threads() {
        return threads;
    }

    /** The lane of a path without query. */
    static Lane of(String path) {
        if (isHealth(path) || path.equals("/metrics")) {
            return PROBE;
        }
        if (path.startsWith(PEERS)) {
            return PEER;
        }
        return path.startsWith("/api/") && path.endsWith("/events") ? STREAM : QUESTION;
    }

    /** Whether a path is one of the probes, which tell no figures and are open to everybody who reaches the port. */
    static boolean isHealth(String path) {
        return path.equals("/health") || path.startsWith("/health/");
    }
}
