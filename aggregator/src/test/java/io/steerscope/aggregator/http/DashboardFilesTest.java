package io.steerscope.aggregator.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.steerscope.results.format.html.Styles;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardFilesTest {

    private static final Path FOLDER = Path.of("src/main/resources/io/steerscope/aggregator/dashboard");
    private static final ApiFixture FIXTURE = new ApiFixture();

    @AfterAll
    static void stop() {
        FIXTURE.close();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsServedUnderAPolicyThatAllowsNothingFromElsewhere(String file) throws Exception {
        // when
        HttpResponse<String> response = FIXTURE.get("/dashboard/" + file);

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readString(FOLDER.resolve(file)));
        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self';")
                .doesNotContain("unsafe", "http", "data:");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void thePageNeedsNothingInline() throws Exception {
        // when
        String page = FIXTURE.get("/").body();

        // then
        assertThat(page).contains("<script type=\"module\" src=\"dashboard/main.js\">");
        assertThat(page).doesNotContain("<style", " style=", " onclick=", "<script>");
    }

    @Test
    void theStyleOfSectionsIsThatOfReports() throws Exception {
        // when
        HttpResponse<String> response = FIXTURE.get("/dashboard/sections.css");

        // then
        assertThat(response.body()).isEqualTo(Styles.sections());
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none.js",
                "index.html",
                "..%2Fopenapi.json",
                "main.class",
                "panels/none.js",
                "panels/..%2Fmain.js"
            })
    void nothingElseIsServed(String file) throws Exception {
        // then
        assertThat(FIXTURE.get("/dashboard/" + file).statusCode()).isIn(400, 404);
    }

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .filter(name -> !name.equals("index.html"))
                    .toList();
        }
    }
}
