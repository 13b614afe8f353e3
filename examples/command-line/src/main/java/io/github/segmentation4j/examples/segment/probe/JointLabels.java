package io.github.segmentation4j.examples.segment.probe;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often two views of the same pixels were given each pair of classes: a joint distribution over pairs, from which
 * follows how much one view tells of the other.
 *
 * <p>With {@link SampledLabels} each pixel adds the product of two distributions {@code a[L] + b}, where {@code b} is the
 * probability of a class that is not the label {@code L} and {@code a} what the label has beyond that. So the sum is
 * {@code pairs[i][j] + first[i] + second[j] + rest}, and classes that are the label of no pixel, however many, share one row.
 *
 * @param classes how many classes the network has
 * @param labels the classes that are some pixel's label, ascending
 * @param pairs for each pair of those labels, row by row, the sum of {@code a1 * a2}
 * @param first for each of them as the first view's label, the sum of {@code a1 * b2}
 * @param second for each of them as the second view's label, the sum of {@code b1 * a2}
 * @param rest the sum of {@code b1 * b2}
 */
record JointLabels(int classes, int[] labels, double[] pairs, double[] first, double[] second, double rest) {
    /** Below this entropy, in nats, a label map says nothing, and its share in common is rounding error. */
    private static final double SMALLEST_ENTROPY = 1e-6;

    /** Returns the joint distribution of two views, whose samples show the same pixels; it sums to 1. */
    static JointLabels of(SampledLabels one, SampledLabels other) {
        int[] present = IntStream.concat(Arrays.stream(one.labels()), Arrays.stream(other.labels()))
                .distinct()
                .sorted()
                .toArray();
        int count = present.length;
        double[] pairs = new double[count * count];
        double[] first = new double[count];
        double[] second = new double[count];
        double rest = 0;
        double share = 1.0 / one.labels().length;
        for (int index = 0; index < one.labels().length; index++) {
            int row = Arrays.binarySearch(present, one.labels()[index]);
            int column = Arrays.binarySearch(present, other.labels()[index]);
            double b1 = one.otherProbability(index);
            double b2 = other.otherProbability(index);
            double a1 = one.confidences()[index] - b1;
            double a2 = other.confidences()[index] - b2;
            pairs[row * count + column] += share * a1 * a2;
            first[row] += share * a1 * b2;
            second[column] += share * b1 * a2;
            rest += share * b1 * b2;
        }
        // a graph that gives labels may give more of them than its classes have names
        int classes = Math.max(one.classes(), present[count - 1] + 1);
        return new JointLabels(classes, present, pairs, first, second, rest);
    }

    /** Returns the sum of both, which counts the pixels of one beside those of the other. */
    JointLabels plus(JointLabels other) {
        int[] present = IntStream.concat(Arrays.stream(labels), Arrays.stream(other.labels))
                .distinct()
                .sorted()
                .toArray();
        int count = present.length;
        JointLabels sum = new JointLabels(
                Math.max(classes, other.classes),
                present,
                new double[count * count],
                new double[count],
                new double[count],
                rest + other.rest);
        sum.add(this);
        sum.add(other);
        return sum;
    }

    private void add(JointLabels part) {
        int[] places = Arrays.stream(part.labels)
                .map(label -> Arrays.binarySearch(labels, label))
                .toArray();
        for (int row = 0; row < places.length; row++) {
            first[places[row]] += part.first[row];
            second[places[row]] += part.second[row];
            for (int column = 0; column < places.length; column++) {
                pairs[places[row] * labels.length + places[column]] += part.pairs[row * places.length + column];
            }
        }
    }

    /**
     * Returns the normalised mutual information of the two views: how much of what one says about a pixel the other says
     * as well, from 0 to 1.
     *
     * <p>The joint distribution is made symmetric, since no view comes first, and its mutual information is divided by
     * the entropy of one view (Ji, Henriques and Vedaldi, "Invariant Information Clustering", 2019, train networks to
     * maximise the same information). It is 1 if the views agree on every pixel without a doubt, and 0 if they are
     * independent; also if all pixels have one class, for then there was nothing to agree on.
     */
    double sharedInformation() {
        double total = total();
        double[] marginal = marginal(total);
        int absent = classes - labels.length;
        double entropy = 0;
        double information = 0;
        for (int row = 0; row < marginal.length; row++) {
            int rowCount = row < labels.length ? 1 : absent;
            entropy -= rowCount * plogp(marginal[row], marginal[row]);
            for (int column = 0; column < marginal.length; column++) {
                int columnCount = column < labels.length ? 1 : absent;
                double joint = symmetric(row, column) / total;
                double independent = marginal[row] * marginal[column];
                information += (double) rowCount * columnCount * (plogp(joint, joint) - plogp(joint, independent));
            }
        }
        return entropy < SMALLEST_ENTROPY ? 0 : Math.min(1, Math.max(0, information / entropy));
    }

    private static double plogp(double weight, double of) {
        return weight <= 0 ? 0 : weight * Math.log(of);
    }

    /** Returns the probability of each label in either view and, last, that of each class that is the label of no pixel. */
    private double[] marginal(double total) {
        int absent = classes - labels.length;
        double[] marginal = new double[labels.length + (absent > 0 ? 1 : 0)];
        for (int row = 0; row < marginal.length; row++) {
            for (int column = 0; column < marginal.length; column++) {
                marginal[row] += (column < labels.length ? 1 : absent) * symmetric(row, column) / total;
            }
        }
        return marginal;
    }

    private double total() {
        double labelled = Arrays.stream(first).sum() + Arrays.stream(second).sum();
        return Arrays.stream(pairs).sum() + classes * labelled + (double) classes * classes * rest;
    }

    /** Returns the mean of a pair of classes and the same pair the other way round; past the labels is any other class. */
    private double symmetric(int row, int column) {
        return (joint(row, column) + joint(column, row)) / 2;
    }

    private double joint(int row, int column) {
        boolean rowIsLabel = row < labels.length;
        boolean columnIsLabel = column < labels.length;
        return rest
                + (rowIsLabel ? first[row] : 0)
                + (columnIsLabel ? second[column] : 0)
                + (rowIsLabel && columnIsLabel ? pairs[row * labels.length + column] : 0);
    }
}
