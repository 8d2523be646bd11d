package io.steerscope.foundation.checksum;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Sha256Test {

    /** SHA-256 of "abc", from FIPS 180-4's examples. */
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void aTextHasTheDigestOfItsUtf8() {
        assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
        assertThat(Sha256.hex("schön")).isEqualTo(Sha256.hex("schön".getBytes(StandardCharsets.UTF_8)));
        assertThat(HexFormat.of().formatHex(Sha256.digest("abc"))).isEqualTo(OF_ABC);
    }

    @Test
    void bytesMayComeInParts() {
        // given
        MessageDigest digest = Sha256.newDigest();

        // when
        digest.update((byte) 'a');
        digest.update("bc".getBytes(StandardCharsets.UTF_8));

        // then
        assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(OF_ABC);
    }
}
