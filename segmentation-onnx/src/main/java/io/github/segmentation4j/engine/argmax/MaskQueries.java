package io.github.segmentation4j.engine.argmax;

import io.github.segmentation4j.engine.tensor.ElementReader;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The scores of every class at every sample, from the classes and the masks of queries: the semantic inference of
 * MaskFormer (Cheng, Schwing, Kirillov, NeurIPS 2021, section 3.4).
 *
 * <p>{@code score[c][y][x] = sum over q of softmax(class logits of q)[c] * sigmoid(mask logit of q at y, x)}, in float32
 * and in the order of the queries; the last class, which stands for no object, is left out after the softmax.
 */
public final class MaskQueries {
    private MaskQueries() {}

    /**
     * Returns the scores at the size of the masks.
     *
     * @param classLogits {@code queries * (classes + 1)} logits, query after query
     * @param masks the mask logits, with a query in place of a class
     * @param classes the number of classes without the last one
     */
    public static FloatGrid scores(ElementReader classLogits, ScoreGrid masks, int classes) {
        int queries = masks.classes();
        int width = masks.width();
        int height = masks.height();
        float[][] probabilities = probabilities(classLogits, queries, classes);
        int plane = Math.multiplyExact(width, height);
        float[] scores = new float[Math.multiplyExact(classes, plane)];
        float[][] mask = new float[queries][width];
        float[] sum = new float[width];
        for (int y = 0; y < height; y++) {
            for (int query = 0; query < queries; query++) {
                masks.read(query, y * width, mask[query], 0, width);
                sigmoid(mask[query]);
            }
            for (int label = 0; label < classes; label++) {
                Arrays.fill(sum, 0);
                for (int query = 0; query < queries; query++) {
                    addScaled(mask[query], probabilities[query][label], sum);
                }
                System.arraycopy(sum, 0, scores, label * plane + y * width, width);
            }
        }
        return FloatGrid.planar(FloatBuffer.wrap(scores), classes, width, height);
    }

    private static float[][] probabilities(ElementReader logits, int queries, int classes) {
        float[][] probabilities = new float[queries][classes];
        for (int query = 0; query < queries; query++) {
            int first = query * (classes + 1);
            double highest = Double.NEGATIVE_INFINITY;
            for (int label = 0; label <= classes; label++) {
                highest = Math.max(highest, logits.at(first + label));
            }
            double sum = 0;
            for (int label = 0; label <= classes; label++) {
                sum += Math.exp(logits.at(first + label) - highest);
            }
            for (int label = 0; label < classes; label++) {
                probabilities[query][label] = (float) (Math.exp(logits.at(first + label) - highest) / sum);
            }
        }
        return probabilities;
    }

    private static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1 / (1 + Math.exp(-(double) values[i])));
        }
    }

    private static void addScaled(float[] values, float factor, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] * factor;
        }
    }
}
