package io.steerscope.aggregator.http;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.steerscope.aggregator.image.ImageContent;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateUnavailableException.Reason;
import io.steerscope.results.ToyExperiment;
import io.steerscope.schemas.record.GeneratorStamp;
import io.steerscope.schemas.record.Identity;
import io.steerscope.schemas.record.ImagePosition;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;

import static org.assertj.core.api.Assertions.assertThat;

class ImageRoutesTest {

    private static final Identity IDENTITY = new Identity(ToyExperiment.ID, "c0-p0", "analogy", 0.5, 1L);
    private static final String PATH = "api/experiments/toy/images/c0-p0/analogy/0.5/1";
    private static final String FIRST = "1".repeat(64);
    private static final String SECOND = "2".repeat(64);

    private final ApiFixture fixture = new ApiFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anImageSaysWhatMadeItAndWhereItsPixelsAre() throws Exception {
        // given
        fixture.topology.image(summary()).score(score("clip-a", FIRST, 4, 1_000));

        // when
        JsonNode image = fixture.json(PATH);

        // then
        assertThat(image.path("content").textValue()).isEqualTo("/" + PATH + "/content?sha256=" + FIRST);
        assertThat(image.path("media_type").textValue()).isEqualTo("image/png");
        assertThat(image.path("width").intValue()).isEqualTo(64);
        assertThat(image.path("height").intValue()).isEqualTo(32);
        assertThat(image.path("size_bytes").longValue()).isEqualTo(8_192);
        assertThat(image.path("image_sha256").textValue()).isEqualTo(FIRST);
        JsonNode generator = image.path("generator");
        assertThat(generator.path("bundle_sha256").textValue()).isEqualTo("c".repeat(64));
        assertThat(generator.path("duration_millis").doubleValue()).isEqualTo(12.5);
        assertThat(generator.path("generated_at").textValue()).isEqualTo("1970-01-01T00:00:03Z");
        assertThat(generator.path("truncated_prompts").get(0).textValue()).isEqualTo("a very long exemplar");
        assertThat(generator.path("scheduler").textValue()).isNotEmpty();
    }

    @Test
    void anImageThatNoScorerHasJudgedYetIsKnownByItsSummary() throws Exception {
        // given
        fixture.topology.image(summary());

        // when
        JsonNode image = fixture.json(PATH);

        // then
        assertThat(image.path("category").textValue()).isEqualTo("colour");
        assertThat(image.path("scores")).isEmpty();
        assertThat(image.has("content")).isFalse();
        assertThat(fixture.get(PATH + "/content").statusCode()).isEqualTo(404);
    }

    @Test
    void anImageOfAnOlderVersionHasNeitherStampNorPixels() throws Exception {
        // given
        fixture.topology.score(score("clip-a", FIRST, null, 1_000));

        // when
        JsonNode image = fixture.json(PATH);
        JsonNode seed = fixture.json("api/experiments/toy/items")
                .path("items")
                .get(0)
                .path("seeds")
                .get(0);

        // then
        assertThat(image.has("content")).isFalse();
        assertThat(image.has("media_type")).isFalse();
        assertThat(image.path("generator").has("bundle_sha256")).isFalse();
        assertThat(seed.has("content")).isFalse();
        assertThat(seed.has("image")).isTrue();
    }

    @Test
    void pixelsAskedForByChecksumMayBeKeptForGoodAndAreNothingButPixels() throws Exception {
        // given
        fixture.topology.score(score("clip-a", FIRST, 4, 1_000));
        String path = fixture.json("api/experiments/toy/items")
                .path("items")
                .get(0)
                .path("seeds")
                .get(0)
                .path("content")
                .textValue();

        // when
        HttpResponse<byte[]> response = bytes(path, null);

        // then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(ApiFixture.PNG);
        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(header(response, "ETag")).isEqualTo("\"" + FIRST + "\"");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).isEqualTo("default-src 'none'");
    }

    @Test
    void pixelsAskedForWithoutChecksumAreThoseScoredLastAndAreAskedForAgain() throws Exception {
        // given
        fixture.topology
                .score(score("clip-a", FIRST, 4, 2_000))
                .score(score("clip-b", SECOND, 9, 3_000))
                .score(score("clip-c", "3".repeat(64), null, 4_000));

        // when
        HttpResponse<byte[]> response = bytes(PATH + "/content", null);

        // then
        assertThat(header(response, "ETag")).isEqualTo("\"" + SECOND + "\"");
        assertThat(header(response, "Cache-Control")).isEqualTo("private, no-cache");
        assertThat(bytes(PATH + "/content?sha256=" + FIRST, null).statusCode()).isEqualTo(200);
        assertThat(fixture.get(PATH + "/content?sha256=abc").body())
                .contains("No score judged the image \\\"toy/c0-p0/analogy/0.5/1\\\" of SHA-256 \\\"abc\\\"");
    }

    @Test
    void pixelsThatTheClientHasAreNotSentAgain() throws Exception {
        // given
        fixture.topology.score(score("clip-a", FIRST, 4, 1_000));
        fixture.api.serveImages(score -> {
            throw new IllegalStateException("not to be asked for");
        });

        // when
        HttpResponse<byte[]> response = bytes(PATH + "/content", "\"" + FIRST + "\"");

        // then
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void pixelsThatAreGoneAreSaidToBeGoneAndWhy() throws Exception {
        // given
        fixture.topology.score(score("clip-a", FIRST, 4, 1_000));
        fixture.api.serveImages(score -> new ImageContent.Gone("its record was deleted"));

        // when
        HttpResponse<String> response = fixture.get(PATH + "/content?sha256=" + FIRST);

        // then
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(ApiFixture.parse(response.body()).path("error").textValue()).isEqualTo("image_gone");
        assertThat(ApiFixture.parse(response.body()).path("message").textValue())
                .isEqualTo("The image \"toy/c0-p0/analogy/0.5/1\" is gone: its record was deleted");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aClusterThatDoesNotAnswerIsAReasonToAskAgain() throws Exception {
        // given
        fixture.topology.score(score("clip-a", FIRST, 4, 1_000));
        fixture.api.serveImages(score -> {
            throw new StateUnavailableException(Reason.UNREACHABLE, "Topic images did not answer in 5 s");
        });

        // when
        HttpResponse<String> response = fixture.get(PATH + "/content");

        // then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).contains("1");
    }

    private HttpResponse<byte[]> bytes(String path, @Nullable String tag) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(fixture.address(path));
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        return fixture.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static ImageSummary summary() {
        return new ImageSummary(
                IDENTITY,
                "colour",
                FIRST,
                "image/png",
                64,
                32,
                8_192L,
                null,
                new GeneratorStamp("toy", "c".repeat(64), "1.0", 12.5, null),
                false,
                List.of("a very long exemplar"),
                Instant.ofEpochMilli(3_000));
    }

    private static MarginScore score(String scorerId, String sha256, @Nullable Integer partition, long scoredAt) {
        return ToyExperiment.ofImage(
                ToyExperiment.score(IDENTITY, scorerId, "colour", 0.1),
                sha256,
                partition == null ? null : new ImagePosition(partition, 17L),
                Instant.ofEpochMilli(scoredAt));
    }
}
