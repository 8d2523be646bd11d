package io.steerscope.interactivequeries;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.streams.KeyValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WireFormProperties {

    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll("answers") SortedMap<Integer, List<KeyValue<byte[], byte[]>>> answer)
            throws MalformedAnswerException {
        // when
        SortedMap<Integer, List<KeyValue<byte[], byte[]>>> read = WireForm.read(WireForm.write(answer));

        // then
        assertThat(read.keySet()).isEqualTo(answer.keySet());
        answer.forEach((partition, entries) -> assertThat(read.get(partition))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(entries));
    }

    @Property(tries = 300)
    void anAnswerThatIsCutOrContinuedIsRefused(
            @ForAll("answers") SortedMap<Integer, List<KeyValue<byte[], byte[]>>> answer,
            @ForAll @IntRange(min = 1, max = 1_000) int missing) {
        // given
        byte[] whole = WireForm.write(answer);

        // then
        assertThatThrownBy(() -> WireForm.read(Arrays.copyOf(whole, Math.max(0, whole.length - missing))))
                .isInstanceOf(MalformedAnswerException.class);
        assertThatThrownBy(() -> WireForm.read(Arrays.copyOf(whole, whole.length + missing)))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining(missing + " bytes follow");
    }

    @Property(tries = 1_000)
    void anyBytesAreAnAnswerOrRefused(
            @ForAll("answers") SortedMap<Integer, List<KeyValue<byte[], byte[]>>> answer,
            @ForAll int place,
            @ForAll byte other) {
        // given
        byte[] bytes = WireForm.write(answer);
        bytes[Math.floorMod(place, bytes.length)] = other;

        // when
        try {
            WireForm.read(bytes);
        } catch (MalformedAnswerException e) {
            // then
            assertThat(e).hasMessageStartingWith("the answer cannot be read: ");
        }
    }

    @Provide
    Arbitrary<SortedMap<Integer, List<KeyValue<byte[], byte[]>>>> answers() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
        Arbitrary<List<KeyValue<byte[], byte[]>>> entries =
                Combinators.combine(bytes, bytes).as(KeyValue::pair).list().ofMaxSize(5);
        return Arbitraries.maps(Arbitraries.integers().between(0, 40), entries)
                .ofMaxSize(4)
                .map(TreeMap::new);
    }
}
