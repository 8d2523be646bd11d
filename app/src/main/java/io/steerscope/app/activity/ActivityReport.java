package io.steerscope.app.activity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.progress.ProgressDisplay;

/**
 * Says in regular intervals what a role has done, and at its end what it has done in all. An interval in which there
 * was nothing to do is said once, not again and again; one in which nothing was done although there was something is
 * said every time. Used by one thread.
 */
public final class ActivityReport {

    private static final RoleActivity NOTHING =
            new RoleActivity(0, 0, 0, -1, false, new RoleActivity.Served(-1, 0), null);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final RoleWords words;
    private final Duration every;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long lastNanos;
    private RoleActivity last = NOTHING;
    private @Nullable String idleLine;

    /**
     * @param every the interval; zero for no line but that of the end
     * @param nanoClock a clock such as {@link System#nanoTime()}
     */
    public ActivityReport(RoleWords words, Duration every, LongSupplier nanoClock) {
        this.words = words;
        this.every = every;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.lastNanos = startNanos;
    }

    /** The line of the interval that has just ended, if one has and there is something to say. */
    public Optional<ActivityLine> tick(Supplier<RoleActivity> present) {
        long now = nanoClock.getAsLong();
        long elapsed = now - lastNanos;
        if (every.isZero() || elapsed < every.toNanos()) {
            return Optional.empty();
        }
        RoleActivity total = present.get();
        RoleActivity recent = total.since(last);
        last = total;
        lastNanos = now;
        return recent.isIdle() ? idle(recent, elapsed) : Optional.of(working(recent, elapsed));
    }

    /** The line of the end, which says nothing of what is left, since the role has given its partitions up. */
    public ActivityLine end(RoleActivity atEnd) {
        RoleActivity total = atEnd.withoutStanding();
        long elapsed = nanoClock.getAsLong() - startNanos;
        List<String> parts = new ArrayList<>();
        parts.add(RoleWords.counted(total.done(), words.result()) + rate(total, elapsed));
        addOutcomes(total, parts);
        addQuestions(total, parts);
        String text = "%s stopped after %s: %s"
                .formatted(words.role(), ProgressDisplay.time(Duration.ofNanos(elapsed)), String.join(", ", parts));
        return new ActivityLine(text, fields(total, elapsed));
    }

    private ActivityLine working(RoleActivity recent, long elapsed) {
        idleLine = null;
        List<String> parts = new ArrayList<>();
        parts.add(RoleWords.counted(recent.done(), words.result()) + " in the last " + interval()
                + rate(recent, elapsed));
        addOutcomes(recent, parts);
        if (recent.served() != null && recent.served().experiments() >= 0) {
            parts.add(RoleWords.counted(recent.served().experiments(), "experiment"));
        }
        addQuestions(recent, parts);
        addBehind(recent, parts);
        return line(parts, recent, elapsed);
    }

    private Optional<ActivityLine> idle(RoleActivity recent, long elapsed) {
        List<String> parts = new ArrayList<>();
        boolean hasWork = recent.behind() > 0;
        if (hasWork || recent.trouble() != null) {
            parts.add("0 " + words.result() + "s in the last " + interval());
        } else if (!recent.waits()) {
            parts.add("nothing to do");
        }
        addBehind(recent, parts);
        ActivityLine line = line(parts, recent, elapsed);
        boolean isRepeated = !hasWork && line.text().equals(idleLine);
        idleLine = line.text();
        return isRepeated ? Optional.empty() : Optional.of(line);
    }

    private ActivityLine line(List<String> parts, RoleActivity recent, long elapsed) {
        String trouble = recent.trouble() == null ? "" : "; " + recent.trouble();
        return new ActivityLine(words.role() + ": " + String.join(", ", parts) + trouble, fields(recent, elapsed));
    }

    private void addBehind(RoleActivity recent, List<String> parts) {
        if (recent.waits()) {
            parts.add("waiting for partitions");
        } else if (recent.behind() == 0) {
            parts.add("no " + words.input() + "s behind");
        } else if (recent.behind() > 0) {
            parts.add(RoleWords.counted(recent.behind(), words.input()) + " behind");
        }
    }

    private static void addOutcomes(RoleActivity of, List<String> parts) {
        if (of.failed() > 0) {
            parts.add(of.failed() + " failed");
        }
        if (of.skipped() > 0) {
            parts.add(of.skipped() + " skipped");
        }
    }

    private static void addQuestions(RoleActivity of, List<String> parts) {
        if (of.served() != null) {
            parts.add(RoleWords.counted(of.served().questions(), "question") + " answered");
        }
    }

    private String interval() {
        return every.equals(MINUTE) ? "minute" : ProgressDisplay.time(every);
    }

    private static String rate(RoleActivity of, long elapsed) {
        return of.done() == 0 ? "" : String.format(Locale.ROOT, " (%.1f/s)", perSecond(of, elapsed));
    }

    private static double perSecond(RoleActivity of, long elapsed) {
        return elapsed <= 0 ? 0 : of.done() * 1e9 / elapsed;
    }

    private Map<String, Object> fields(RoleActivity of, long elapsed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("role", words.role());
        fields.put("seconds", Math.round(elapsed / 1e6) / 1e3);
        fields.put("done", of.done());
        fields.put("failed", of.failed());
        fields.put("skipped", of.skipped());
        fields.put("per_second", Math.round(perSecond(of, elapsed) * 1e3) / 1e3);
        if (of.behind() >= 0) {
            fields.put("behind", of.behind());
        }
        if (of.served() != null) {
            if (of.served().experiments() >= 0) {
                fields.put("experiments", of.served().experiments());
            }
            fields.put("questions", of.served().questions());
        }
        if (of.trouble() != null) {
            fields.put("trouble", of.trouble());
        }
        return fields;
    }
}
