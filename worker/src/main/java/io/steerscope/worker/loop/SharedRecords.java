package io.steerscope.worker.loop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.producer.ProducerRecord;

import io.steerscope.foundation.checksum.Sha256;

/**
 * Which {@link io.steerscope.worker.stage.SharedOutput shared records} this worker has committed: the {@code capacity}
 * that were needed last. One that is forgotten is written again with the next result that has it. Used by the poll
 * thread alone.
 */
final class SharedRecords {

    /** At most about 25 MB. */
    static final int CAPACITY = 1 << 18;

    private final Map<Name, Boolean> committed;
    private final Set<Name> attempted = new HashSet<>();

    /** The first 128 bits of the SHA-256 of a topic and a key. */
    private record Name(long high, long low) {}

    SharedRecords(int capacity) {
        this.committed = new LinkedHashMap<>(16, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, Boolean> eldest) {
                return size() > capacity;
            }
        };
    }

    /**
     * The records of each result for one transaction: its own, and before them those that it shares and that neither an
     * earlier transaction nor an earlier result of this one has written.
     */
    List<List<ProducerRecord<byte[], byte[]>>> complete(List<TaskResult> results) {
        attempted.clear();
        return results.stream().map(this::complete).toList();
    }

    private List<ProducerRecord<byte[], byte[]>> complete(TaskResult result) {
        if (result.shared().isEmpty()) {
            return result.outputs();
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : result.shared()) {
            Name name = name(record);
            if (committed.get(name) == null && attempted.add(name)) {
                records.add(record);
            }
        }
        records.addAll(result.outputs());
        return records;
    }

    /** Remembers what {@link #complete} gave last: it is committed. */
    void committed() {
        attempted.forEach(name -> committed.put(name, true));
        attempted.clear();
    }

    private static Name name(ProducerRecord<byte[], byte[]> record) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(record.topic().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        ByteBuffer bytes = ByteBuffer.wrap(digest.digest(record.key()));
        return new Name(bytes.getLong(), bytes.getLong());
    }
}
