package io.steerscope.app.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import io.steerscope.schemas.text.VisibleText;

/** Draws the progress of all stages. */
public final class ProgressDisplay {

    private static final int BAR = 24;
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\u001B[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, RateMeter> rates = new HashMap<>();
    private int drawnLines;
    private String shownLine = "";
    private long lastLine;

    /**
     * @param out where to draw
     * @param terminal whether it understands cursor movements
     */
    public ProgressDisplay(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the counts as they are at {@code nanos}, a time of {@link System#nanoTime()}. */
    public void show(List<StageCount> counts, long nanos) {
        counts.forEach(count ->
                rates.computeIfAbsent(count.stage(), stage -> new RateMeter()).observe(nanos, count.settled()));
        if (terminal) {
            redraw(counts);
        } else if (shownLine.isEmpty() || nanos - lastLine >= LINE_INTERVAL.toNanos()) {
            lastLine = nanos;
            print(counts);
        }
    }

    /** Shows the counts for the last time; what is printed next stands below. */
    public void finish(List<StageCount> counts) {
        if (terminal) {
            redraw(counts);
            drawnLines = 0;
        } else if (!line(counts).equals(shownLine)) {
            print(counts);
        }
    }

    private void print(List<StageCount> counts) {
        shownLine = line(counts);
        out.println(shownLine);
        out.flush();
    }

    private void redraw(List<StageCount> counts) {
        StringBuilder frame = new StringBuilder();
        if (drawnLines > 0) {
            frame.append("\u001B[").append(drawnLines).append('A');
        }
        int width = counts.stream()
                .mapToInt(count -> VisibleText.of(count.stage()).length())
                .max()
                .orElse(0);
        for (StageCount count : counts) {
            frame.append('\r').append(CLEAR_LINE).append(bar(count, width)).append('\n');
        }
        drawnLines = counts.size();
        out.print(frame);
        out.flush();
    }

    private String bar(StageCount count, int width) {
        int filled = (int) Math.floor(BAR * count.share());
        return String.format(
                Locale.ROOT,
                "%-" + width + "s [%s%s] %3.0f%%  %s",
                VisibleText.of(count.stage()),
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                Math.floor(100 * count.share()),
                figures(count));
    }

    private String line(List<StageCount> counts) {
        StringBuilder line = new StringBuilder();
        for (StageCount count : counts) {
            line.append(line.isEmpty() ? "" : " | ")
                    .append(VisibleText.of(count.stage()))
                    .append(' ')
                    .append(figures(count));
        }
        return line.toString();
    }

    private String figures(StageCount count) {
        StringBuilder figures = new StringBuilder();
        figures.append(count.done()).append(" of ").append(count.expected());
        if (count.failed() > 0) {
            figures.append(", ").append(count.failed()).append(" failed");
        }
        if (count.skipped() > 0) {
            figures.append(", ").append(count.skipped()).append(" skipped");
        }
        OptionalDouble rate =
                rates.containsKey(count.stage()) ? rates.get(count.stage()).perSecond() : OptionalDouble.empty();
        if (count.isComplete()) {
            figures.append(", done");
        } else if (rate.isPresent()) {
            long left = count.expected() - count.settled();
            figures.append(String.format(Locale.ROOT, ", %.1f/s", rate.getAsDouble()))
                    .append(", ")
                    .append(time(Duration.ofSeconds(Math.round(left / rate.getAsDouble()))))
                    .append(" left");
        }
        return figures.toString();
    }

    /** A duration as a person says it, such as {@code 1 h 05 min} or {@code 12 s}. */
    public static String time(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 100) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        return "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
    }
}
