package io.steerscope.schemas.serde;

import java.util.List;

import org.apache.avro.specific.SpecificRecord;

import io.steerscope.schemas.record.Cancellation;
import io.steerscope.schemas.record.DeadLetter;
import io.steerscope.schemas.record.Decision;
import io.steerscope.schemas.record.Experiment;
import io.steerscope.schemas.record.ExperimentReport;
import io.steerscope.schemas.record.GeneratedImage;
import io.steerscope.schemas.record.GenerationJob;
import io.steerscope.schemas.record.ImageSummary;
import io.steerscope.schemas.record.MarginScore;
import io.steerscope.schemas.record.SkippedJob;
import io.steerscope.schemas.record.TextEmbedding;

/** The records that travel as values of a topic. */
public final class RecordSchemas {

    /** Their classes, in the order of the flow. */
    public static final List<Class<? extends SpecificRecord>> CLASSES = List.of(
            Experiment.class,
            GenerationJob.class,
            GeneratedImage.class,
            ImageSummary.class,
            MarginScore.class,
            TextEmbedding.class,
            ExperimentReport.class,
            DeadLetter.class,
            Cancellation.class,
            SkippedJob.class,
            Decision.class);

    private RecordSchemas() {}
}
