package io.steerscope.app.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.prompts.PromptReader;
import io.steerscope.app.prompts.Sameness;
import io.steerscope.inference.bundle.ModelBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.clip.TextEmbedding;
import io.steerscope.inference.diffusion.GenerationRequest;
import io.steerscope.inference.steering.Exemplar;
import io.steerscope.schemas.table.FieldText;

/** What to say of texts that a model does not read as they are written. */
final class TextRemarks {

    private final PromptReader reader;
    private final List<String> lines = new ArrayList<>();

    private TextRemarks(PromptReader reader) {
        this.reader = reader;
    }

    /** Lines about the texts that a request for an image uses: what is unknown of each, and which steer by nothing. */
    static List<String> of(GenerationRequest request, @Nullable String negativePrompt, SdxlBundle bundle) {
        try (PromptReader reader = new PromptReader(bundle)) {
            TextRemarks remarks = new TextRemarks(reader);
            Set<String> texts = new LinkedHashSet<>(List.of(request.source()));
            boolean steered = request.alpha() != 0;
            if (steered && request.method().usesTarget()) {
                texts.add(request.target());
            }
            if (steered && request.method().usesExemplars()) {
                request.exemplars().forEach(exemplar -> texts.addAll(List.of(exemplar.source(), exemplar.target())));
            }
            if (negativePrompt != null) {
                texts.add(negativePrompt);
            }
            remarks.addUnknown(texts);
            boolean hasTarget = !request.target().equals(request.source());
            if (hasTarget || steered && request.method().usesTarget()) {
                remarks.addSameness("target is the same prompt as source", request.source(), request.target());
            }
            if (steered && request.method().usesExemplars()) {
                int number = 0;
                for (Exemplar exemplar : request.exemplars()) {
                    number++;
                    remarks.addSameness(
                            "both prompts of exemplar " + number + " are the same",
                            exemplar.source(),
                            exemplar.target());
                }
            }
            return remarks.lines;
        }
    }

    /** Lines about texts that were embedded: what is unknown of each, and which cannot be told apart. */
    static List<String> of(List<String> texts, List<TextEmbedding> embeddings, ModelBundle bundle) {
        try (PromptReader reader = new PromptReader(bundle)) {
            TextRemarks remarks = new TextRemarks(reader);
            remarks.addUnknown(texts);
            for (int second = 1; second < texts.size(); second++) {
                for (int first = 0; first < second; first++) {
                    if (embeddings.get(first).hasSameTokensAs(embeddings.get(second))) {
                        remarks.addSameness(
                                "text %d is the same as text %d".formatted(second + 1, first + 1),
                                texts.get(first),
                                texts.get(second));
                        break;
                    }
                }
            }
            return remarks.lines;
        }
    }

    private void addUnknown(Iterable<String> texts) {
        boolean any = false;
        for (String text : texts) {
            int before = lines.size();
            reader.unknownLine(FieldText.quoted(text), text).ifPresent(lines::add);
            any |= lines.size() > before;
        }
        if (any) {
            reader.language().ifPresent(language -> lines.add(reader.id() + " " + language));
        }
    }

    private void addSameness(String what, String text, String other) {
        reader.sameness(text, other)
                .map(Sameness::reason)
                .ifPresent(reason -> lines.add("%s to %s (%s): no contrast".formatted(what, reader.id(), reason)));
    }
}
