package io.steerscope.aggregator.http;

import io.steerscope.aggregator.ToyExperiment;
import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.report.GoldenExperiment;
import io.steerscope.aggregator.topology.TopologyFixture;

/** Serves the dashboard over the first golden margins under two scorers, to look at while working on it; not a test. */
final class DashboardPreview {

    private DashboardPreview() {}

    public static void main(String[] arguments) {
        TopologyFixture topology = new TopologyFixture();
        topology.design(GoldenExperiment.design());
        topology.scoreAll(GoldenExperiment.scores().subList(0, Integer.parseInt(arguments[1])));
        topology.scoreAll(ToyExperiment.scoresBy(
                "clip-d",
                GoldenExperiment.scores().subList(0, Integer.parseInt(arguments[1]) / 2),
                score -> 0.7 * score.getMargin() + 0.01 * Math.sin(1000 * score.getMargin())));
        HttpApi api = HttpApi.open("127.0.0.1", Integer.parseInt(arguments[0]), () -> "");
        api.serve(topology.statistics(), () -> new AggregatorHealth(true, "running", "answering"));
        System.out.println("Dashboard at " + api.address());
    }
}
