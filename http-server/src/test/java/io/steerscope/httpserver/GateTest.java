package io.steerscope.httpserver;

import java.io.IOException;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

    private static final ServerSettings LOOPBACK = ServerSettings.of("127.0.0.1", 0);
    private static final Secret TOKEN = Secret.of("correct-horse-battery-staple");
    private static final Secret PEERS = Secret.of("what-instances-know");

    private GuardedServer server = open(LOOPBACK.withAllowedHosts(Set.of("Figures.Example")));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | 200",
                "LOCALHOST:8080 | 200",
                "localhost. | 200",
                "127.0.0.1:1 | 200",
                "127.8.0.1 | 200",
                "[::1]:8080 | 200",
                "figures.example:443 | 200",
                "evil.example | 421",
                "evil.example:8080 | 421",
                "localhost.evil.example | 421",
                "figures.example.evil.example | 421",
                "10.1.2.3 | 421",
                "2130706433 | 421",
                "127.1 | 421",
                "[::2] | 421"
            })
    void aServerGoesByItsOwnNamesAndThoseItWasGiven(String host, int status) throws IOException {
        for (String path :
                new String[] {"/", "/api/experiments", "/metrics", "/openapi.json", "/nothing", "/internal/holdings"}) {
            // when
            String answer = Client.ask(server, "GET " + path + " HTTP/1.1", "Host: " + host);

            // then
            int expected = path.equals("/nothing") && status == 200 ? 404 : status;
            assertThat(Client.status(answer)).as(path).isEqualTo(expected);
        }
    }

    @Test
    void theRefusalOfANameSaysHowToAllowIt() throws IOException {
        // when
        String answer = Client.ask(server, "GET / HTTP/1.1", "Host: evil.example:8080");

        // then
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .endsWith(
                        "{\"error\":\"unknown_host\",\"message\":\"This server does not go by the name \\\"evil.example\\\";"
                                + " if it should, start it with --allowed-host evil.example\",\"retryable\":false}");
    }

    @Test
    void aNameInTheRequestLineIsCheckedToo() throws IOException {
        // then
        assertThat(Client.status(
                        Client.ask(server, "GET http://evil.example/api/experiments HTTP/1.1", "Host: localhost")))
                .isIn(400, 421);
        assertThat(Client.status(Client.ask(server, "GET /api/experiments HTTP/1.0")))
                .isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready"})
    void healthIsToldUnderAnyNameAndWithoutToken(String path) throws IOException {
        // given
        server = reopened(LOOPBACK.withToken(TOKEN).withPeerSecret(PEERS));

        // then
        assertThat(Client.status(Client.ask(server, "GET " + path + " HTTP/1.1", "Host: 10.0.0.7:8080")))
                .isEqualTo(200);
        assertThat(Client.status(Client.ask(server, "GET " + path + " HTTP/1.0")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health;x/../api/experiments",
                "/health/../api/experiments",
                "/health/%2e%2e/api/experiments",
                "/HEALTH/../api/experiments",
                "//health/../api/experiments"
            })
    void aSpellingDoesNotOpenAnything(String path) throws IOException {
        // given
        server = reopened(LOOPBACK.withToken(TOKEN));

        // then
        assertThat(Client.status(Client.ask(server, "GET " + path + " HTTP/1.1", "Host: localhost")))
                .isIn(400, 401);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/api/experiments",
        "DELETE,/api/experiments",
        "OPTIONS,/api/experiments",
        "POST,/api/experiments",
        "TRACE,/",
        "POST,/health",
        "PUT,/internal/stores/x"
    })
    void nothingCanBeChanged(String method, String path) throws IOException {
        // when
        String answer = Client.ask(server, method + " " + path + " HTTP/1.1", "Host: localhost");

        // then
        assertThat(Client.status(answer)).isEqualTo(405);
        assertThat(answer).contains("Allow: GET, HEAD", "nosniff").doesNotContain("Access-Control");
    }

    @Test
    void pagesOfAnotherOriginSendNothing() throws IOException {
        // then
        assertThat(post("/internal/stores/x", "Host: localhost", "Origin: http://evil.example"))
                .isEqualTo(403);
        assertThat(post("/internal/stores/x", "Host: localhost", "Origin: null"))
                .isEqualTo(403);
        assertThat(post("/internal/stores/x", "Host: localhost:1", "Origin: http://localhost:1"))
                .isEqualTo(200);
        assertThat(post("/internal/stores/x", "Host: localhost")).isEqualTo(200);
        assertThat(post("/internal/stores/x", "Host: localhost", "Sec-Fetch-Site: cross-site"))
                .isEqualTo(403);
        assertThat(post("/internal/stores/x", "Host: localhost", "Sec-Fetch-Site: same-site"))
                .isEqualTo(403);
        assertThat(post("/internal/stores/x", "Host: localhost", "Origin: null", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
    }

    @Test
    void instancesShowTheirSecret() throws IOException {
        // given
        server = reopened(LOOPBACK.withPeerSecret(PEERS));

        // then
        assertThat(post("/internal/stores/x", "Host: localhost")).isEqualTo(401);
        assertThat(post("/internal/stores/x", "Host: localhost", "Steerscope-Secret: what-instances-knoW"))
                .isEqualTo(401);
        assertThat(post("/internal/stores/x", "Host: localhost", "Steerscope-Secret: what-instances-know"))
                .isEqualTo(200);
        assertThat(Client.get(server, "/internal/holdings")).isEqualTo(401);
        assertThat(Client.get(server, "/api/experiments")).isEqualTo(200);
    }

    @Test
    void withoutASecretOnlyThisMachineIsAnInstance() throws IOException {
        // then
        assertThat(Client.get(server, "/internal/holdings")).isEqualTo(200);
        assertThat(Client.status(Client.ask(
                        server, "GET /internal/holdings HTTP/1.1", "Host: localhost", "X-Forwarded-For: 10.0.0.9")))
                .isEqualTo(403);
    }

    @Test
    void whereThereIsATokenInstancesShowWhatIsDerivedFromIt() throws IOException {
        // given
        ServerSettings settings = LOOPBACK.withToken(TOKEN);
        server = reopened(settings);

        // then
        assertThat(post("/internal/stores/x", "Host: localhost", "Authorization: Bearer " + TOKEN.reveal()))
                .isEqualTo(401);
        assertThat(post(
                        "/internal/stores/x",
                        "Host: localhost",
                        "Steerscope-Secret: " + settings.shownToPeers().reveal()))
                .isEqualTo(200);
        assertThat(settings.shownToPeers().reveal()).doesNotContain(TOKEN.reveal());
    }

    @Test
    void programsShowTheTokenInAHeader() throws IOException {
        // given
        server = reopened(LOOPBACK.withToken(TOKEN).withLoginPage());

        // when
        String without = Client.ask(server, "GET /api/experiments HTTP/1.1", "Host: localhost");

        // then
        assertThat(Client.status(without)).isEqualTo(401);
        assertThat(without)
                .contains("WWW-Authenticate: Bearer", "\"error\":\"token_required\"", "nosniff")
                .doesNotContain(TOKEN.reveal());
        assertThat(asked("/api/experiments", "Bearer correct-horse-battery-staple"))
                .isEqualTo(200);
        assertThat(asked("/metrics", "bearer correct-horse-battery-staple")).isEqualTo(200);
        assertThat(asked("/api/experiments", "Bearer correct-horse-battery-staplE"))
                .isEqualTo(401);
        assertThat(asked("/api/experiments", "Basic correct-horse-battery-staple"))
                .isEqualTo(401);
        assertThat(asked("/openapi.json", "Bearer ")).isEqualTo(401);
        assertThat(Client.get(server, "/metrics")).isEqualTo(401);
    }

    @Test
    void peopleEnterTheTokenAndTheBrowserShowsACookie() throws IOException {
        // given
        server = reopened(LOOPBACK.withToken(TOKEN).withLoginPage());

        // when
        String page = Client.ask(server, "GET /?experiment=first&scorer=a HTTP/1.1", "Host: localhost");
        String entered = form("token=correct-horse-battery-staple&query=experiment%3Dfirst%26scorer%3Da");
        String cookie = entered.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");

        // then
        assertThat(page)
                .startsWith("HTTP/1.1 401")
                .contains("value=\"experiment=first&amp;scorer=a\"", "form-action 'self'");
        assertThat(entered)
                .startsWith("HTTP/1.1 303")
                .contains("Location: ./?experiment=first&scorer=a", "; HttpOnly; SameSite=Strict")
                .doesNotContain(TOKEN.reveal(), "Secure");
        assertThat(Client.status(Client.ask(
                        server, "GET /api/experiments HTTP/1.1", "Host: localhost", "Cookie: a=b; " + cookie)))
                .isEqualTo(200);
        assertThat(Client.status(Client.ask(
                        server, "GET /api/experiments HTTP/1.1", "Host: localhost", "Cookie: " + cookie + "0")))
                .isEqualTo(401);
    }

    @Test
    void anotherTokenIsRefusedAndQuotedNowhere() throws IOException {
        // given
        server = reopened(LOOPBACK.withToken(TOKEN).withLoginPage());

        // when
        String refused = form("token=%3Cscript%3E&query=%22%3E%3Cscript%3E");

        // then
        assertThat(refused)
                .startsWith("HTTP/1.1 401")
                .contains("That is not the token.", "value=\"\"")
                .doesNotContain("<script>", "Set-Cookie");
        assertThat(form("")).startsWith("HTTP/1.1 401");
        assertThat(form("token=correct-horse-battery-staple", "X-Forwarded-Proto: https"))
                .contains("; Secure");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /nothing HTTP/1.1",
                "GET /api/broken HTTP/1.1",
                "GET /a%00b HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "nonsense",
                "GET / HTTP/9.9"
            })
    void everyErrorSaysThatItIsNothingElse(String line) throws IOException {
        // when
        String answer = Client.ask(server, line, "Host: localhost");

        // then
        assertThat(Client.status(answer)).isBetween(400, 505);
        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Jetty", "org.eclipse", "Exception");
    }

    @Test
    void headsAndBodiesHaveALargestSize() throws IOException {
        // when
        String query = Client.ask(server, "GET /?x=" + "x".repeat(100_000) + " HTTP/1.1", "Host: localhost");
        String header = Client.ask(server, "GET / HTTP/1.1", "Host: localhost", "X: " + "x".repeat(100_000));
        String declared =
                Client.ask(server, "POST /internal/stores/x HTTP/1.1", "Host: localhost", "Content-Length: 99999999");
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        String chunked;
        try (Client client = Client.of(server)) {
            chunked = client.send(
                            "POST /internal/stores/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + chunk.repeat(16) + "1\r\nx\r\n")
                    .answer();
        }

        // then
        assertThat(Client.status(query)).isEqualTo(414);
        assertThat(Client.status(header)).isEqualTo(431);
        assertThat(Client.status(declared)).isEqualTo(413);
        assertThat(Client.status(chunked)).isEqualTo(413);
        assertThat(query + header + declared + chunked).contains("nosniff", "8192 bytes", "1048576 bytes");
        assertThat(Client.status(Client.ask(server, "GET / HTTP/1.1", "Host: localhost", "Content-Length: 1")))
                .isEqualTo(400);
    }

    private int post(String path, String... headers) throws IOException {
        String[] lines = new String[headers.length + 2];
        lines[0] = "POST " + path + " HTTP/1.1";
        lines[1] = "Content-Length: 0";
        System.arraycopy(headers, 0, lines, 2, headers.length);
        return Client.status(Client.ask(server, lines));
    }

    private int asked(String path, String authorization) throws IOException {
        return Client.status(
                Client.ask(server, "GET " + path + " HTTP/1.1", "Host: localhost", "Authorization: " + authorization));
    }

    private String form(String body, String... headers) throws IOException {
        try (Client client = Client.of(server)) {
            return client.send("POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                            + "\r\n"
                            + (headers.length == 0 ? "" : headers[0] + "\r\n") + "\r\n" + body)
                    .answer();
        }
    }

    private GuardedServer reopened(ServerSettings settings) {
        server.close();
        return open(settings);
    }

    private static GuardedServer open(ServerSettings settings) {
        return GuardedServer.open(settings, new SimpleMeterRegistry(), config -> {
            for (String path : new String[] {
                "/",
                "/health",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/api/experiments",
                "/openapi.json",
                "/internal/holdings"
            }) {
                config.routes.get(path, context -> context.result("ok"));
            }
            config.routes.get("/api/broken", context -> {
                throw new IllegalStateException("broken on purpose");
            });
            config.routes.post("/internal/stores/{store}", context -> context.result(context.body()));
        });
    }
}
