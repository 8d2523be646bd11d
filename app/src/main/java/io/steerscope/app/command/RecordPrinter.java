package io.steerscope.app.command;

import java.io.PrintWriter;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

import io.steerscope.app.records.RecordLines;
import io.steerscope.app.records.RecordSink;

/** Prints records until there are enough, or nobody reads them any more, as behind {@code | head}. */
final class RecordPrinter implements RecordSink {

    private final PrintWriter out;
    private final RecordLines lines;
    private final long most;
    private long printed;

    /** @param limit how many records are printed, or null for all */
    RecordPrinter(PrintWriter out, RecordLines lines, @Nullable Long limit) {
        this.out = out;
        this.lines = lines;
        this.most = limit == null ? Long.MAX_VALUE : limit;
    }

    @Override
    public boolean accept(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> line = lines.of(record);
        if (line.isPresent()) {
            // Not println, which would flush each line.
            out.print(line.get());
            out.print('\n');
            printed++;
        }
        return printed < most;
    }

    /** A print stream keeps its failures to itself, so that standard output is asked beside the writer above it. */
    @Override
    public boolean flush() {
        return !out.checkError() && !System.out.checkError();
    }
}
