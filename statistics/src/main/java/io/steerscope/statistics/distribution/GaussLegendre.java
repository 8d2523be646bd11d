package io.steerscope.statistics.distribution;

import java.util.function.DoubleUnaryOperator;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/** The Gauss-Legendre rule of a fixed number of nodes, on any panel. */
final class GaussLegendre {

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    static GaussLegendre ofNodes(int number) {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(number);
        double[] nodes = new double[number];
        double[] weights = new double[number];
        for (int i = 0; i < number; i++) {
            nodes[i] = rule.getPoint(i);
            weights[i] = rule.getWeight(i);
        }
        return new GaussLegendre(nodes, weights);
    }

    double integrate(DoubleUnaryOperator function, double from, double to) {
        double centre = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        double total = 0.0;
        for (int i = 0; i < nodes.length; i++) {
            total += weights[i] * function.applyAsDouble(centre + half * nodes[i]);
        }
        return half * total;
    }
}
