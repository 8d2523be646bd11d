package io.steerscope.results.document;

/** A plot as data, drawn by the formats that can show one. The figures in it stand in a table beside it as well. */
public sealed interface Chart extends Block permits IntervalChart, CurveChart, PlaneChart, HeatMap {

    /** What it shows, in a few words. */
    String title();

    /** How it is to be read, for those who cannot see it. */
    String description();
}
