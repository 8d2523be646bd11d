package io.steerscope.aggregator.http;

import io.steerscope.aggregator.query.AggregatorHealth;
import io.steerscope.aggregator.report.GoldenExperiment;
import io.steerscope.aggregator.topology.TopologyFixture;

/** Serves the dashboard over a third of the golden margins, to look at while working on it; not a test. */
final class DashboardPreview {

    private DashboardPreview() {}

    public static void main(String[] arguments) {
        TopologyFixture topology = new TopologyFixture();
        topology.design(GoldenExperiment.design());
        topology.scoreAll(GoldenExperiment.scores().subList(0, Integer.parseInt(arguments[1])));
        HttpApi api = HttpApi.open("127.0.0.1", Integer.parseInt(arguments[0]), () -> "");
        api.serve(topology.statistics(), () -> new AggregatorHealth(true, "running", "answering"));
        System.out.println("Dashboard at " + api.address());
    }
}
