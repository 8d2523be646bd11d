package io.steerscope.results.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of records that do not count: the first of every minute one by one, then one line a minute for each topic
 * that says how many there were. Safe for use by several threads.
 */
public final class LeftOutLog {

    static final int LINES = 20;
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(LeftOutLog.class);

    private final LongSupplier nanoClock;
    private final Consumer<String> say;
    private final Consumer<LeftOutRecord> sayOne;
    private final int most;
    private final Map<String, Long> unsaid = new TreeMap<>();
    private final Map<String, String> first = new HashMap<>();
    private long began;
    private int lines;

    /** @param nanoClock a clock like {@link System#nanoTime()} */
    public LeftOutLog(LongSupplier nanoClock) {
        this(nanoClock, LeftOutLog::warn, LeftOutLog::warn, LINES);
    }

    LeftOutLog(LongSupplier nanoClock, Consumer<String> say) {
        this(nanoClock, say, record -> say.accept(line(record)), LINES);
    }

    private LeftOutLog(LongSupplier nanoClock, Consumer<String> say, Consumer<LeftOutRecord> sayOne, int most) {
        this.nanoClock = nanoClock;
        this.say = say;
        this.sayOne = sayOne;
        this.most = most;
        this.began = nanoClock.getAsLong();
    }

    /**
     * One that says nothing before {@link #flush}, and then one line for each topic: how many, and the first of them.
     */
    public static LeftOutLog counting(Consumer<String> say) {
        return new LeftOutLog(() -> 0, say, record -> {}, 0);
    }

    /** Takes note of a record. */
    public synchronized void add(LeftOutRecord record) {
        tick();
        if (lines < most) {
            lines++;
            sayOne.accept(record);
        } else {
            unsaid.merge(record.topic(), 1L, Long::sum);
            first.putIfAbsent(record.topic(), line(record));
        }
    }

    private static void warn(String line) {
        LOG.atWarn().addKeyValue("records", line).log("left out");
    }

    private static void warn(LeftOutRecord record) {
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("key", record.key())
                .addKeyValue("reason", record.reason())
                .log("left out");
    }

    private static String line(LeftOutRecord record) {
        return "%s/%d/%d, key %s: %s"
                .formatted(record.topic(), record.partition(), record.offset(), record.key(), record.reason());
    }

    /** Says what is due; to be called now and then, since there may be no further record. */
    public synchronized void tick() {
        if (nanoClock.getAsLong() - began >= PERIOD.toNanos()) {
            flush();
            began = nanoClock.getAsLong();
            lines = 0;
        }
    }

    /** Says at once what has not been said. */
    public synchronized void flush() {
        unsaid.forEach((topic, records) -> say.accept(
                most > 0
                        ? records + " further records of " + topic + " do not count"
                        : records
                                + (records == 1 ? " record of " : " records of ")
                                + topic
                                + (records == 1 ? " does not count: " : " do not count, the first: ")
                                + first.get(topic)));
        unsaid.clear();
        first.clear();
    }
}
