package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.decode.OutputFormat;
import io.github.segmentation4j.model.ImageSize;

/**
 * Labels of scores that are scaled so that the centers of the corner pixels stay in place, as PyTorch's {@code
 * interpolate(mode="bilinear", align_corners=True)} does.
 */
final class AlignedCorners {
    private AlignedCorners() {}

    static LabelMap labels(Planes scores, OutputFormat format, ImageSize size) {
        int[] labels = new int[Math.multiplyExact(size.width(), size.height())];
        for (int y = 0; y < size.height(); y++) {
            float row = position(y, scores.size().height(), size.height());
            for (int x = 0; x < size.width(); x++) {
                float column = position(x, scores.size().width(), size.width());
                labels[y * size.width() + x] = scores.channels() == 1
                        ? (at(scores, 0, column, row) > format.threshold() ? 1 : 0)
                        : highest(scores, column, row);
            }
        }
        return LabelMap.copyOf(size.width(), size.height(), labels);
    }

    private static float position(int target, int sourceLength, int targetLength) {
        return targetLength == 1 ? 0 : target * ((float) (sourceLength - 1) / (targetLength - 1));
    }

    private static int highest(Planes scores, float column, float row) {
        int best = 0;
        float score = at(scores, 0, column, row);
        for (int label = 1; label < scores.channels(); label++) {
            float other = at(scores, label, column, row);
            if (other > score) {
                best = label;
                score = other;
            }
        }
        return best;
    }

    private static float at(Planes scores, int label, float column, float row) {
        int width = scores.size().width();
        int height = scores.size().height();
        int left = Math.min((int) column, width - 1);
        int top = Math.min((int) row, height - 1);
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        float rightWeight = column - left;
        float bottomWeight = row - top;
        int plane = label * height * width;
        float[] values = scores.values();
        float above = values[plane + top * width + left] * (1 - rightWeight)
                + values[plane + top * width + right] * rightWeight;
        float below = values[plane + bottom * width + left] * (1 - rightWeight)
                + values[plane + bottom * width + right] * rightWeight;
        return above * (1 - bottomWeight) + below * bottomWeight;
    }
}
