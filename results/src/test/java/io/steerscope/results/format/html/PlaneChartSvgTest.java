package io.steerscope.results.format.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.steerscope.results.document.FigureUnit;
import io.steerscope.results.document.PlaneChart;
import io.steerscope.results.document.PlaneChart.Point;
import io.steerscope.results.document.PlaneChart.Track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlaneChartSvgTest {

    private static final Pattern LABEL = Pattern.compile("class=\"label\" x=\"[^\"]*\" y=\"([^\"]*)\">([^<]*)<");

    private record Label(double y, String name) {}

    private static List<Label> labels(Track... tracks) {
        PlaneChart chart = new PlaneChart(
                "Points",
                "Each is a track.",
                PlaneChart.Axis.aroundZero("right", FigureUnit.AMOUNT),
                PlaneChart.Axis.aroundZero("up", FigureUnit.AMOUNT),
                List.of(tracks));
        Matcher matcher = LABEL.matcher(new PlaneChartSvg(chart).draw("id").toString());
        List<Label> labels = new ArrayList<>();
        while (matcher.find()) {
            labels.add(new Label(Double.parseDouble(matcher.group(1)), matcher.group(2)));
        }
        return labels;
    }

    private static Track track(String name, double x, double y) {
        return new Track(name, List.of(new Point(x, y, name, true)));
    }

    @Test
    void namesOfPointsThatLieCloseStandBelowEachOther() {
        // when: the second lies highest
        List<Label> labels = labels(
                track("subject", 0.001, 0.5),
                track("background", 0.0, 0.501),
                track("colour", 0.0, 0.499),
                track("size", 1.0, 0.0));

        // then
        assertThat(labels).extracting(Label::name).containsExactly("subject", "background", "colour", "size");
        double top = labels.get(1).y();
        assertThat(labels.get(0).y() - top).isEqualTo(14.0, within(0.11));
        assertThat(labels.get(2).y() - top).isEqualTo(28.0, within(0.11));
    }

    @Test
    void namesThatHaveRoomStandAtTheirPoints() {
        // when
        List<Label> labels = labels(track("left", 0.0, 0.5), track("right", 1.0, 0.5), track("low", 0.0, 0.1));

        // then
        assertThat(labels.get(0).y()).isEqualTo(labels.get(1).y());
        assertThat(labels.get(2).y() - labels.get(0).y()).isGreaterThan(28.0);
    }
}
