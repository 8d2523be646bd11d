package io.steerscope.aggregator.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.aggregator.state.ClusterCell;
import io.steerscope.aggregator.state.ClusterKey;
import io.steerscope.aggregator.state.PairItems;
import io.steerscope.aggregator.state.PairKey;
import io.steerscope.aggregator.state.PlaceKey;
import io.steerscope.aggregator.state.PlacedPairs;
import io.steerscope.aggregator.state.StoredEmbedding;
import io.steerscope.interactivequeries.StateUnavailableException;
import io.steerscope.interactivequeries.StateVersion;
import io.steerscope.schemas.cancellation.CancelledJobs;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The state of all partitions of the topology. Every method either answers for all of them or throws
 * {@link StateUnavailableException}.
 */
public interface LiveState {

    /**
     * The state as it can be read at this moment. What is read of it afterwards rests on its {@link #version}, and it
     * may be used by several threads.
     */
    LiveState look();

    /**
     * What answers rest on that are read of this state: of one that {@link #look} gave, from the moment of the look on,
     * else what a look would rest on now. Reads of a state that was not looked at never rest on a standby replica.
     */
    StateVersion version();

    /** Designs of all experiments, the one written last first. */
    List<Experiment> experiments();

    /** Design of one experiment. */
    Optional<Experiment> experiment(String experimentId);

    /** Why the design of an experiment that is not there does not count; empty if none was written. */
    Optional<String> leftOut(String experimentId);

    /** The report last published. */
    Optional<ExperimentReport> publishedReport(String experimentId);

    /** Cells of an experiment, of every scorer and method. */
    Map<CellKey, Cell> cells(String experimentId);

    /** Pairs of an experiment as clusters of their items, by scorer, method and category. */
    Map<ClusterKey, ClusterCell> clusters(String experimentId);

    /** Items of an experiment with margins that count, complete or not. */
    Map<CategorisedItem, ItemAccumulator> items(String experimentId);

    /** The pairs whose items have these places; a place that no score names is not among them. */
    Map<PlaceKey, PlacedPairs> pairsAt(Collection<PlaceKey> places);

    /** The items of these pairs; a pair without scores is not among them. */
    Map<PairKey, PairItems> pairs(Collection<PairKey> keys);

    /** Items of an experiment that have scores without contrast, whose margins count nowhere, and how many of these. */
    Map<CategorisedItem, Integer> withoutContrast(String experimentId);

    /** Scores of an experiment, without embeddings. */
    List<MarginScore> scores(String experimentId);

    /** Scores whose key begins with one of these texts, without embeddings, in no order. */
    List<MarginScore> scoresUnder(Collection<String> keyPrefixes);

    /** The image embeddings of scores that carry one, by score key; of a key in several partitions that of each. */
    Map<String, List<StoredEmbedding>> embeddings(Collection<String> scoreKeys);

    /** The same, each looked for only in the partition where a producer puts it by its key. */
    Map<String, StoredEmbedding> partitionedEmbeddings(Collection<String> scoreKeys);

    /** Embeddings of texts, by their own keys. */
    Map<String, TextEmbedding> textEmbeddings(Collection<String> keys);

    /** Those of these score keys under which there is a score. */
    Set<String> scored(Collection<String> scoreKeys);

    /** Summaries of the images of an experiment, in no order. */
    List<ImageSummary> images(String experimentId);

    /** Number of the images of an experiment that have a summary: all of those made since there are summaries. */
    long imageCount(String experimentId);

    /** Summary of the image of a job. */
    Optional<ImageSummary> image(String jobKey);

    /** Those of these keys of jobs under which there is the summary of an image. */
    Set<String> imaged(Collection<String> jobKeys);

    /** The jobs that the last order to cancel an experiment concerns. */
    Optional<CancelledJobs> cancelledJobs(String experimentId);

    /** The decisions about the cells of an experiment that stops when they are made, in canonical order. */
    List<Decision> decisions(String experimentId);

    /** Jobs of an experiment that were skipped, those included whose image was made later. */
    List<SkippedJob> skippedJobs(String experimentId);

    /**
     * The last record about every failure of an experiment: those included whose image was scored later, and the notes
     * ({@link io.steerscope.schemas.deadletter.RetryNote}) that one was retried.
     */
    List<DeadLetter> failures(String experimentId);
}
