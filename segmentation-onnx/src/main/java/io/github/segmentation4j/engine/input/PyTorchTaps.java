package io.github.segmentation4j.engine.input;

import io.github.segmentation4j.engine.argmax.Taps;
import io.github.segmentation4j.model.Resampling;

/**
 * The source samples behind every target sample along one axis, and their weights in float32, as PyTorch computes them on
 * the processor ({@code aten/src/ATen/native/cpu/UpSampleKernel.cpp}, PyTorch 2.13).
 *
 * <p>Without antialiasing these are the two of {@link Taps#bilinear}. With it, {@code scale = sourceLength / targetLength},
 * {@code support = max(1, scale)}, and the samples within the support around {@code scale * (target + 0.5)} have the
 * weights of a triangle, divided by their sum.
 */
final class PyTorchTaps {
    /** The first source sample of each target sample. */
    final int[] first;

    /** The number of source samples of each target sample. */
    final int[] count;

    /** The weights of target sample {@code t} from index {@code t * stride} on. */
    final float[] weights;

    final int stride;

    private PyTorchTaps(int length, int stride) {
        this.first = new int[length];
        this.count = new int[length];
        this.weights = new float[Math.multiplyExact(length, stride)];
        this.stride = stride;
    }

    static PyTorchTaps of(Resampling filter, int sourceLength, int targetLength) {
        return filter == Resampling.PYTORCH_BILINEAR_ANTIALIAS
                ? antialiased(sourceLength, targetLength)
                : plain(sourceLength, targetLength);
    }

    private static PyTorchTaps plain(int sourceLength, int targetLength) {
        Taps linear = Taps.bilinear(sourceLength, targetLength);
        PyTorchTaps taps = new PyTorchTaps(targetLength, 2);
        for (int target = 0; target < targetLength; target++) {
            taps.first[target] = linear.sample(target, 0);
            taps.count[target] = linear.sample(target, 1) - linear.sample(target, 0) + 1;
            taps.weights[2 * target] = linear.weight(target, 0);
            if (taps.count[target] == 1) {
                taps.weights[2 * target] += linear.weight(target, 1);
            } else {
                taps.weights[2 * target + 1] = linear.weight(target, 1);
            }
        }
        return taps;
    }

    private static PyTorchTaps antialiased(int sourceLength, int targetLength) {
        float scale = (float) sourceLength / targetLength;
        float support = Math.max(1, scale);
        float shrink = scale >= 1 ? 1 / scale : 1;
        PyTorchTaps taps = new PyTorchTaps(targetLength, (int) Math.ceil(support) * 2 + 1);
        for (int target = 0; target < targetLength; target++) {
            float center = scale * (target + 0.5f);
            int first = Math.max(0, (int) (center - support + 0.5f));
            int count = Math.min(sourceLength, (int) (center + support + 0.5f)) - first;
            int at = target * taps.stride;
            float sum = 0;
            for (int i = 0; i < count; i++) {
                float distance = Math.abs((i + first - center + 0.5f) * shrink);
                taps.weights[at + i] = Math.max(0, 1 - distance);
                sum += taps.weights[at + i];
            }
            for (int i = 0; i < count && sum != 0; i++) {
                taps.weights[at + i] /= sum;
            }
            taps.first[target] = first;
            taps.count[target] = count;
        }
        return taps;
    }

    /** Returns the taps as windows of source columns. */
    FloatColumns columns(int sourceLength) {
        int[] starts = new int[first.length];
        for (int target = 0; target < starts.length; target++) {
            starts[target] = target * stride;
        }
        return FloatColumns.of(first, count, weights, starts, sourceLength);
    }

    /** Returns the highest number of source samples that a target sample has. */
    int mostCount() {
        int most = 0;
        for (int one : count) {
            most = Math.max(most, one);
        }
        return most;
    }
}
