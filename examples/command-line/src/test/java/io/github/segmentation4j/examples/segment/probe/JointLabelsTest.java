package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JointLabelsTest {
    private static final double TOLERANCE = 1e-9;

    /** The slow twin: whole distributions, every pair of classes, the formulas as textbooks have them. */
    private static double slowSharedInformation(double[][] joint) {
        int classes = joint.length;
        double total = 0;
        for (double[] row : joint) {
            for (double value : row) {
                total += value;
            }
        }
        double[] marginal = new double[classes];
        double[][] symmetric = new double[classes][classes];
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < classes; j++) {
                symmetric[i][j] = (joint[i][j] + joint[j][i]) / 2 / total;
                marginal[i] += symmetric[i][j];
            }
        }
        double information = 0;
        double entropy = 0;
        for (int i = 0; i < classes; i++) {
            entropy -= marginal[i] > 0 ? marginal[i] * Math.log(marginal[i]) : 0;
            for (int j = 0; j < classes; j++) {
                if (symmetric[i][j] > 0) {
                    information += symmetric[i][j] * Math.log(symmetric[i][j] / (marginal[i] * marginal[j]));
                }
            }
        }
        return information / entropy;
    }

    private static void addSlowly(double[][] joint, SampledLabels one, SampledLabels other) {
        for (int index = 0; index < one.labels().length; index++) {
            double[] p = Samples.distribution(one, index);
            double[] q = Samples.distribution(other, index);
            for (int i = 0; i < p.length; i++) {
                for (int j = 0; j < q.length; j++) {
                    joint[i][j] += p[i] * q[j] / one.labels().length;
                }
            }
        }
    }

    @Property
    void equalsTheSumOverAllPairsOfClasses(
            @ForAll @IntRange(min = 2, max = 30) int classes,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll long seed) {
        SampledLabels one = Samples.random(classes, width, height, seed);
        SampledLabels other = Samples.random(classes, width, height, seed + 1);
        SampledLabels third = Samples.random(classes, 5, 4, seed + 2);
        double[][] joint = new double[classes][classes];
        addSlowly(joint, one, other);

        assertEquals(slowSharedInformation(joint), JointLabels.of(one, other).sharedInformation(), TOLERANCE);

        addSlowly(joint, third, one.width() == 5 && one.height() == 4 ? one : third);
        JointLabels sum = JointLabels.of(one, other)
                .plus(JointLabels.of(third, one.width() == 5 && one.height() == 4 ? one : third));
        assertEquals(slowSharedInformation(joint), sum.sharedInformation(), TOLERANCE);
    }

    @Property
    void doesNotDependOnWhichViewComesFirst(@ForAll @IntRange(min = 2, max = 9) int classes, @ForAll long seed) {
        SampledLabels one = Samples.random(classes, 7, 5, seed);
        SampledLabels other = Samples.random(classes, 7, 5, seed + 1);

        assertEquals(
                JointLabels.of(one, other).sharedInformation(),
                JointLabels.of(other, one).sharedInformation(),
                TOLERANCE);
    }

    @Test
    void isOneForViewsThatAgreeWithoutADoubt() {
        SampledLabels labels = Samples.of(5, 1, "0012", "0412");

        assertEquals(1, JointLabels.of(labels, labels).sharedInformation(), TOLERANCE);
    }

    @Test
    void labelsWithoutANameCountAsWell() {
        SampledLabels labels = Samples.of(2, 1, "0404");
        JointLabels joint = JointLabels.of(labels, labels);

        assertEquals(5, joint.classes());
        assertEquals(1, joint.plus(joint).sharedInformation(), TOLERANCE);
    }

    @Test
    void isZeroForOneClassEverywhereHoweverSure() {
        SampledLabels sure = Samples.of(5, 1, "000", "000");
        SampledLabels unsure = Samples.of(5, 0.9f, "000", "000");

        assertEquals(0, JointLabels.of(sure, sure).sharedInformation(), TOLERANCE);
        assertEquals(0, JointLabels.of(unsure, unsure).sharedInformation(), TOLERANCE);
    }

    @Test
    void isZeroForIndependentViews() {
        SampledLabels rows = Samples.of(2, 1, "00", "11");
        SampledLabels columns = Samples.of(2, 1, "01", "01");

        assertEquals(0, JointLabels.of(rows, columns).sharedInformation(), TOLERANCE);
    }

    @Test
    void fallsWithDisagreementAndWithDoubt() {
        SampledLabels labels = Samples.of(3, 1, "000111", "000111");
        SampledLabels shifted = Samples.of(3, 1, "001111", "000111");
        SampledLabels unsure = Samples.of(3, 0.7f, "000111", "000111");

        double perfect = JointLabels.of(labels, labels).sharedInformation();
        double disagreeing = JointLabels.of(labels, shifted).sharedInformation();
        double doubtful = JointLabels.of(unsure, unsure).sharedInformation();

        assertTrue(disagreeing < perfect, () -> disagreeing + " < " + perfect);
        assertTrue(doubtful < perfect, () -> doubtful + " < " + perfect);
    }
}
