package io.steerscope.app.choosing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.steerscope.statistics.choosing.CandidateImage;
import io.steerscope.statistics.choosing.ChoosingResult;

/**
 * Images to choose among.
 *
 * @param all in key order
 * @param clustered what hierarchies are of, a row for each; empty for the unit vectors of the images
 * @param score what they are scored by
 * @param scale of the score {@code clip}
 * @param text whose cosine {@code clip} is: {@code target} or {@code prompt}; empty where none is known
 * @param groupedBy the column whose images depend on each other; null where each stands alone
 * @param paths what the paths of images are
 * @param notes what a person should know, each in one line
 */
public record Candidates(
        List<Candidate> all,
        double[][] clustered,
        ScoreChoice score,
        ScoreChoice.Scale scale,
        String text,
        @Nullable String groupedBy,
        ImagePaths paths,
        List<String> notes) {

    /** Copies the lists. */
    public Candidates {
        all = List.copyOf(all);
        notes = List.copyOf(notes);
    }

    /** What is chosen by. */
    public List<CandidateImage> images() {
        return all.stream().map(Candidate::image).toList();
    }

    /** The candidates of a result, in its order. */
    List<Candidate> of(ChoosingResult result) {
        Map<String, Candidate> byKey = new HashMap<>();
        all.forEach(candidate -> byKey.put(candidate.image().key(), candidate));
        List<Candidate> chosen = new ArrayList<>();
        result.images().forEach(image -> {
            Candidate candidate = byKey.get(image.key());
            if (candidate != null) {
                chosen.add(candidate);
            }
        });
        return chosen;
    }
}
