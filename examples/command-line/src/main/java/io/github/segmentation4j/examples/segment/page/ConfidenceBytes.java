package io.github.segmentation4j.examples.segment.page;

import io.github.segmentation4j.ConfidenceMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DeflaterOutputStream;

/**
 * Confidences in steps of 1/255, as differences from what their neighbours let expect, deflated.
 *
 * <p>Expected is left + above - above left, modulo 256, where what lies outside counts as 0: exact on a plane, and a
 * confidence that a network gave for fewer pixels and that was stretched to the photo is made of such planes. The stream is
 * that of zlib (RFC 1950), which browsers call {@code deflate}.
 */
final class ConfidenceBytes {
    private static final float STEPS = 255;

    private ConfidenceBytes() {}

    /** Returns the deflated differences of a map. */
    static byte[] encode(ConfidenceMap confidence) {
        int width = confidence.width();
        float[] values = new float[width];
        byte[] differences = new byte[width];
        int[] above = new int[width];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < confidence.height(); y++) {
                confidence.copyRow(y, values, 0);
                int left = 0;
                int aboveLeft = 0;
                for (int x = 0; x < width; x++) {
                    int step = Math.round(values[x] * STEPS);
                    differences[x] = (byte) (step - (left + above[x] - aboveLeft));
                    aboveLeft = above[x];
                    left = step;
                    above[x] = step;
                }
                deflated.write(differences);
            }
        } catch (IOException e) {
            throw new IllegalStateException("An array in memory does not take bytes", e);
        }
        return bytes.toByteArray();
    }
}
