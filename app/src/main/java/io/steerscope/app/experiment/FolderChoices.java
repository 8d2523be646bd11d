package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.steerscope.app.failure.ActionableException;
import io.steerscope.foundation.vocabulary.Baseline;
import io.steerscope.inference.bundle.ClipBundle;
import io.steerscope.inference.bundle.SdxlBundle;
import io.steerscope.inference.device.Dtype;

/** What a run's folder was begun with: what is not asked for stays as it is. */
public final class FolderChoices {

    private final @Nullable RunRecord record;

    private FolderChoices(@Nullable RunRecord record) {
        this.record = record;
    }

    /**
     * Those of a folder, which need not be there yet.
     *
     * @throws ActionableException if its record is damaged
     */
    public static FolderChoices of(RunFolder folder) throws IOException {
        return new FolderChoices(Files.isRegularFile(folder.record()) ? RunRecord.read(folder) : null);
    }

    /** The type of the generator; empty if nothing was begun in the folder. Folders of before are of its own type. */
    public Optional<Dtype> generator(SdxlBundle bundle) {
        if (record == null) {
            return Optional.empty();
        }
        return Optional.of(record.dtype().orElse(bundle.manifest().ownDtype()));
    }

    /**
     * The unsteered images of its design; empty if nothing was begun in the folder. Folders of before have none.
     *
     * @throws ActionableException if its record is damaged
     */
    public Optional<Baseline> baseline() {
        return record == null ? Optional.empty() : Optional.of(record.baseline());
    }

    /** Whether scores carry embeddings; empty if nothing was begun in the folder. Those of folders of before do not. */
    public Optional<Boolean> keepsEmbeddings() {
        return record == null
                ? Optional.empty()
                : Optional.of(record.keepsEmbeddings().orElse(false));
    }

    /** A scorer in the type in which it takes part, or in its own where it takes no part yet. */
    public ClipBundle scorer(ClipBundle bundle) {
        if (record == null || record.scorers().containsKey(bundle.id())) {
            return bundle;
        }
        return Arrays.stream(Dtype.values())
                .filter(bundle.manifest().dtypes()::contains)
                .map(bundle::computingIn)
                .filter(other -> record.scorers().containsKey(other.id()))
                .findFirst()
                .orElse(bundle);
    }
}
