package io.github.segmentation4j.examples.documentation;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.LabelMap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** The parts of the person on the photo of the gallery as a person sees them, drawn by hand, 512 pixels square. */
final class DrawnTruth {
    private static final int SIDE = 512;

    /** Corners in turns of x and y; later parts lie over earlier ones. */
    private static final String[][] PARTS = {
        {
            "clothes",
            "114 212 114 192 124 168 150 152 184 150 255 168 285 185 300 215 306 238 325 248 342 270 352 300 360 330 "
                    + "363 352 330 368 305 395 288 425 280 460 279 490 283 520 30 520 24 480 20 420 22 360 28 320 40 285 "
                    + "60 255 90 228"
        },
        {
            "hair",
            "158 62 170 45 195 26 225 16 255 20 282 38 297 65 301 92 296 108 284 126 268 130 262 140 250 150 "
                    + "205 150 190 140 182 128 172 118 160 103 154 85"
        },
        {
            "skin",
            "184 88 200 80 225 78 250 80 268 92 274 108 270 135 262 150 255 165 251 180 235 190 212 190 195 183 "
                    + "185 170 180 150 176 128 180 105"
        },
    };

    private DrawnTruth() {}

    /** Returns the label map. */
    static LabelMap labels(ClassNames names) {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        byte[] labels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (String[] part : PARTS) {
            BufferedImage drawn = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D pen = drawn.createGraphics();
            pen.setColor(Color.WHITE);
            pen.fill(polygon(part[1]));
            pen.dispose();
            byte[] inside = ((DataBufferByte) drawn.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < labels.length; i++) {
                if (inside[i] != 0) {
                    labels[i] = (byte) names.label(part[0]);
                }
            }
        }
        return LabelMap.copyOf(SIDE, SIDE, labels);
    }

    private static Polygon polygon(String corners) {
        Polygon polygon = new Polygon();
        String[] numbers = corners.split(" ", -1);
        for (int i = 0; i < numbers.length; i += 2) {
            polygon.addPoint(Integer.parseInt(numbers[i]), Integer.parseInt(numbers[i + 1]));
        }
        return polygon;
    }
}
