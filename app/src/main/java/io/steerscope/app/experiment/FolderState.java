package io.steerscope.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import io.steerscope.app.broker.DataFolderLock;
import io.steerscope.app.failure.ActionableException;
import io.steerscope.app.failure.Reason;
import io.steerscope.app.port.FreePort;
import io.steerscope.producer.design.ExperimentPlan;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.Identity;

/** What a run would find in its folder. */
public sealed interface FolderState {

    /** Nothing of a run. */
    record Empty() implements FolderState {}

    /**
     * A run of the same design that has not ended.
     *
     * @param made its images that are there as files
     */
    record Begun(long made) implements FolderState {}

    /** A run of the same design that is finished: the run would only print its table again. */
    record Finished() implements FolderState {}

    /**
     * Looks into the folder of a run without writing anything.
     *
     * @throws ActionableException as the run would throw it: if the folder cannot be used, is in use, or is for another
     *     design; or if a port is taken
     */
    static FolderState of(RunSettings settings) {
        RunFolder folder = settings.folder();
        try {
            requireUsable(folder.root());
            RunRecord.Claim claim =
                    RunRecord.of(settings).examine(folder, settings.images().ownDtype());
            if (!claim.isNew() && Files.exists(folder.report())) {
                return new Finished();
            }
            new DiskSpace(folder.root()).requireToStart();
            if (settings.dashboardPort() != null) {
                FreePort.require(RunAggregator.LOOPBACK, settings.dashboardPort(), "--dashboard-port");
            }
            FreePort.require(RunAggregator.LOOPBACK, settings.brokerPort(), "--port");
            return Files.exists(folder.record()) ? new Begun(made(settings)) : new Empty();
        } catch (IOException e) {
            throw new ActionableException("cannot read " + folder.root() + ": " + Reason.of(e), e);
        }
    }

    /** Room on the disk of a folder, which need not be there yet. */
    static long freeBytes(RunFolder folder) throws IOException {
        return new DiskSpace(folder.root()).freeBytes();
    }

    private static void requireUsable(Path folder) {
        if (Files.exists(folder.resolve("lock"))) {
            DataFolderLock.acquire(folder).close();
            return;
        }
        Path nearest = folder.toAbsolutePath();
        while (!Files.exists(nearest)) {
            nearest = Objects.requireNonNull(nearest.getParent());
        }
        if (Files.isDirectory(nearest) && Files.isWritable(nearest)) {
            return;
        }
        String reason = Files.isDirectory(nearest)
                ? "permission denied"
                : nearest.equals(folder.toAbsolutePath())
                        ? "a file of that name is in the way"
                        : "a file is where a folder would have to be";
        throw new ActionableException("cannot write to " + folder + ": " + reason);
    }

    private static long made(RunSettings settings) {
        ImageFiles files = new ImageFiles(settings.folder());
        return places(settings.images())
                .filter(place -> Files.exists(files.file(place.category(), place.identity())))
                .count();
    }

    private static Stream<Place> places(RunImages images) {
        if (images instanceof RunImages.Ingested ingested) {
            String experiment = ingested.experimentId();
            return ingested.set().images().stream()
                    .map(image -> new Place(
                            image.pair().category(),
                            new Identity(
                                    experiment, image.pair().pairId(), image.method(), image.alpha(), image.seed())));
        }
        return ExperimentPlan.of(((RunImages.Generated) images).design()).jobs().stream()
                .map(Place::of);
    }

    /** What the name of an image's file is made of. */
    record Place(String category, Identity identity) {

        static Place of(GenerationJob job) {
            return new Place(job.getCategory(), job.getIdentity());
        }
    }
}
