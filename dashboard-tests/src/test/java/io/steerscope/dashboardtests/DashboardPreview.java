package io.steerscope.dashboardtests;

/** Serves the dashboard over the first golden scores, to look at while working on it; not a test. */
final class DashboardPreview {

    private DashboardPreview() {}

    /**
     * Serves until it is stopped.
     *
     * @param arguments port, number of scores
     */
    public static void main(String[] arguments) {
        LiveExperiment experiment = new LiveExperiment(Integer.parseInt(arguments[0]));
        experiment.scoreUpTo(Integer.parseInt(arguments[1]));
        System.out.println("Dashboard at " + experiment.address());
    }
}
