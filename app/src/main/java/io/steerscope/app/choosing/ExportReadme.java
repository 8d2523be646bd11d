package io.steerscope.app.choosing;

/** What stands beside an export for people: what the files are, and how other tools open them. */
final class ExportReadme {

    private static final String TEXT =
            """
            images.parquet  a row for each image: its name, score, clusters, slice, place on the map, nearest images
                            (numbers of rows, from 0) and embedding; `slice` counts the slices of issues.json from 1
            issues.json     the groups of images that do unusually well or badly; rows are those of images.parquet

            %1$s

            Embedding Atlas (pip install embedding-atlas):

              embedding-atlas %2$simages.parquet --x projection_x --y projection_y --neighbors neighbors%3$s

            Spotlight (pip install renumics-spotlight pandas pyarrow), in Python:

              import json
              import pandas as pd
              from renumics import spotlight
              from renumics.spotlight.analysis import DataIssue
              df = pd.read_parquet("%2$simages.parquet")
              issues = [DataIssue(**issue) for issue in json.load(open("%2$sissues.json"))]
              spotlight.show(df, dtype={%4$s"image_embedding": spotlight.Embedding}, issues=issues)
            """;

    private static final String ATLAS_IMAGE = " --image image";
    private static final String SPOTLIGHT_IMAGE = "\"image\": spotlight.Image, ";

    private ExportReadme() {}

    /** The text of an export whose column {@code image} has these paths. */
    static String of(ImagePaths paths) {
        return switch (paths) {
            case KEYS ->
                TEXT.formatted(
                        "The column image has keys, as the table of embeddings names no files: the tools show no images."
                                + "\nRun the commands in this folder.",
                        "",
                        "",
                        "");
            case OF_TABLE ->
                TEXT.formatted(
                        "The column image is as it is in the table of embeddings. Where it has paths that are relative,"
                                + "\nrun the commands in the folder that they begin in, with the path of this folder in"
                                + "\nplace of EXPORT.",
                        "EXPORT/",
                        ATLAS_IMAGE,
                        SPOTLIGHT_IMAGE);
            case ABSOLUTE ->
                TEXT.formatted(
                        "The column image has absolute paths of the images of the run. Run the commands in this folder.",
                        "",
                        ATLAS_IMAGE,
                        SPOTLIGHT_IMAGE);
        };
    }
}
