package io.steerscope.app.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

import io.steerscope.app.experiment.planning.ExpectedDisk;
import io.steerscope.app.progress.ProgressDisplay;
import io.steerscope.producer.design.ExperimentDesign;
import io.steerscope.producer.publish.ProducePreview;
import io.steerscope.results.document.Numbers;

/** Says what producing an experiment would write and ask for. How fast the generators are, it cannot know. */
final class ProduceDryRun {

    private ProduceDryRun() {}

    static void show(PrintWriter out, ExperimentDesign design, ProducePreview preview) {
        DryRunText text = new DryRunText(out);
        text.title(design.experimentId());
        text.images(design);
        text.section("cluster", List.of(words(preview, design)));
        text.section(
                "time and disk",
                preview instanceof ProducePreview.AlreadyProduced
                        ? List.of(nothing(design))
                        : List.of(time(design, preview), disk(design)));
        text.effects(design);
        text.jobs(design);
    }

    private static String words(ProducePreview preview, ExperimentDesign design) {
        String id = design.experimentId();
        if (preview instanceof ProducePreview.Resumed resumed) {
            return "experiment %s is there with the same design and was cancelled: it would be resumed, %s of %s written again"
                    .formatted(id, Numbers.count(resumed.jobs()), Numbers.count(design.expectedJobs(), "job"));
        }
        return preview instanceof ProducePreview.AlreadyProduced
                ? "experiment %s is there with the same design: nothing would be written".formatted(id)
                : "there is no experiment %s: %s would be written"
                        .formatted(id, Numbers.count(design.expectedJobs(), "job"));
    }

    private static String nothing(ExperimentDesign design) {
        return "0 images and no disk more; how far those of its jobs are, steerscope report --experiment %s says"
                .formatted(design.experimentId());
    }

    private static String time(ExperimentDesign design, ProducePreview preview) {
        long jobs = preview instanceof ProducePreview.Resumed resumed ? resumed.jobs() : design.expectedJobs();
        return "%s: %s at 1 image/s of all generators together, %s at 10 (run --dry-run measures this machine)"
                .formatted(
                        Numbers.count(jobs, "image"),
                        ProgressDisplay.time(Duration.ofSeconds(jobs)),
                        ProgressDisplay.time(Duration.ofSeconds(Math.round(jobs / 10.0))));
    }

    private static String disk(ExperimentDesign design) {
        return "jobs take about %s of each replica; what images take depends on their size, which is not measured"
                .formatted(DryRunText.bytes(ExpectedDisk.ofJobs(design)));
    }
}
