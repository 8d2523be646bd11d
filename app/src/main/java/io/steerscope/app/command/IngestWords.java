package io.steerscope.app.command;

import io.steerscope.producer.ingest.IngestOutcome;

/** What an ingestion did, in a line. */
final class IngestWords {

    private IngestWords() {}

    static String of(IngestOutcome outcome) {
        StringBuilder words = new StringBuilder(LetterText.counted(outcome.written(), "image") + " written");
        if (outcome.replaced() > 0) {
            words.append(", ").append(outcome.replaced()).append(" replaced");
        }
        if (outcome.present() > 0) {
            words.append(", ").append(outcome.present()).append(outcome.present() == 1 ? " was" : " were");
            words.append(" there already");
        }
        if (outcome.gone() > 0) {
            words.append("; ")
                    .append(outcome.gone())
                    .append(outcome.gone() == 1 ? " more is" : " more are")
                    .append(" in the experiment and not in the source, and ")
                    .append(outcome.gone() == 1 ? "stays" : "stay");
        }
        return words.toString();
    }
}
