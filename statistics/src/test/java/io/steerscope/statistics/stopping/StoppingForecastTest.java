package io.steerscope.statistics.stopping;

import org.junit.jupiter.api.Test;

import io.steerscope.statistics.verdict.SmallestEffect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StoppingForecastTest {

    private static StoppingForecast forecast(double mean) {
        return StoppingForecast.ofNormalItems(
                new StoppingRule(0.95, 24, new SmallestEffect.Margin(0.5), 5, 50), mean, 2_000, 1);
    }

    @Test
    void aLargeEffectIsDecidedWithFewItems() {
        // when
        StoppingForecast forecast = forecast(1.5);

        // then
        assertThat(forecast.works()).isEqualTo(1.0, within(0.005));
        assertThat(forecast.doesNot()).isLessThan(0.005);
        assertThat(forecast.items()).isEqualTo(0.35, within(0.02));
    }

    @Test
    void noEffectMirrorsOneOfTheSmallestEffect() {
        // when
        StoppingForecast none = forecast(0.0);
        StoppingForecast smallest = forecast(0.5);

        // then
        assertThat(none.doesNot()).isEqualTo(smallest.works(), within(0.04));
        assertThat(none.works()).isLessThan(0.005);
        assertThat(none.works() + none.doesNot() + none.undecided()).isEqualTo(1.0, within(1e-12));
    }

    @Test
    void itDependsOnTheSeedAlone() {
        assertThat(forecast(1.0)).isEqualTo(forecast(1.0));
    }
}
