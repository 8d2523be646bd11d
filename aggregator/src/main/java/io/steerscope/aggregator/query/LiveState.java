package io.steerscope.aggregator.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.steerscope.aggregator.state.CategorisedItem;
import io.steerscope.aggregator.state.Cell;
import io.steerscope.aggregator.state.CellKey;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.statistics.exact.ItemAccumulator;

/**
 * The state of all partitions of the topology. Every method either answers for all of them or throws
 * {@link StateUnavailableException}.
 */
public interface LiveState {

    /** What an answer from now on rests on. */
    Standing standing();

    /** Designs of all experiments. */
    List<Experiment> experiments();

    /** Design of one experiment. */
    Optional<Experiment> experiment(String experimentId);

    /** The report last published. */
    Optional<ExperimentReport> publishedReport(String experimentId);

    /** Cells of an experiment, of every scorer and method. */
    Map<CellKey, Cell> cells(String experimentId);

    /** Items of an experiment, complete or not. */
    Map<CategorisedItem, ItemAccumulator> items(String experimentId);

    /** Scores of an experiment, without embeddings. */
    List<MarginScore> scores(String experimentId);

    /** Scores whose key begins with one of these texts, without embeddings, in no order. */
    List<MarginScore> scoresUnder(Collection<String> keyPrefixes);

    /** Whether there is a score under this key. */
    boolean isScored(String scoreKey);

    /** Failures of an experiment, those included whose image was scored later. */
    List<DeadLetter> failures(String experimentId);
}
