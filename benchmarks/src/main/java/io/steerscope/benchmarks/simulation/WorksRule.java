package io.steerscope.benchmarks.simulation;

import io.steerscope.statistics.distribution.StudentT;
import io.steerscope.statistics.hypothesis.SkewnessAdjustedT;

/** One-sided tests of "the mean is at most 0" at a fixed n. */
enum WorksRule {
    /** The rule in use: the smaller of t and a bent Hall. */
    IN_USE("in use") {
        @Override
        double p(Sample sample, double t) {
            return SkewnessAdjustedT.pGreater(t, sample.skewness(), sample.n());
        }
    },
    /** Student's t. */
    T("t") {
        @Override
        double p(Sample sample, double t) {
            return StudentT.upperTail(t, sample.n() - 1.0);
        }
    },
    /** Johnson 1978, Modified t tests and confidence intervals for asymmetrical populations, JASA 73. */
    JOHNSON("Johnson") {
        @Override
        double p(Sample sample, double t) {
            double a = sample.skewness() / Math.sqrt(sample.n());
            return StudentT.upperTail(t + a * (1.0 / 6.0 + t * t / 3.0), sample.n() - 1.0);
        }
    },
    /** Hall 1992, On the removal of skewness by transformation, JRSS B 54, as it stands there. */
    HALL("Hall") {
        @Override
        double p(Sample sample, double t) {
            double a = sample.skewness() / (3.0 * Math.sqrt(sample.n()));
            return StudentT.upperTail(t + a * t * t + a * a * t * t * t / 3.0 + 0.5 * a, sample.n() - 1.0);
        }
    };

    private final String words;

    WorksRule(String words) {
        this.words = words;
    }

    /** The name in tables. */
    String words() {
        return words;
    }

    /** P-value of a sample whose distance from the mean tested is t standard errors. */
    abstract double p(Sample sample, double t);
}
