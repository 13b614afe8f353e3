package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBandsTest {
    private static BufferedImage noise(int width, int height, int type) {
        Random random = new Random(5);
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_USHORT_565_RGB,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void aMirrorSwapsLeftAndRightInEveryKindOfImage(int type) {
        BufferedImage image = noise(13, 4, type).getSubimage(2, 1, 10, 3);

        BufferedImage mirrored = ImageBands.mirrored(image);

        assertEquals(image.getColorModel(), mirrored.getColorModel());
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 10; x++) {
                assertEquals(image.getRGB(x, y), mirrored.getRGB(9 - x, y));
            }
        }
    }

    @Test
    void largePhotosShrinkToTheMeansOfSquares() {
        BufferedImage image = noise(2 * ImageBands.LONGEST_SIDE - 1, 7, BufferedImage.TYPE_3BYTE_BGR);

        BufferedImage reduced = ImageBands.reduced(image);

        assertEquals(ImageBands.LONGEST_SIDE - 1, reduced.getWidth());
        assertEquals(3, reduced.getHeight());
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < reduced.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += image.getRGB(2 * x + i % 2, 2 * y + i / 2) >> shift & 0xFF;
                    }
                    assertEquals((sum + 2) / 4, reduced.getRGB(x, y) >> shift & 0xFF);
                }
            }
        }
    }

    @Test
    void smallPhotosAndColorTablesStayAsTheyAre() {
        BufferedImage small = noise(ImageBands.LONGEST_SIDE, 2, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage table = noise(ImageBands.LONGEST_SIDE + 1, 2, BufferedImage.TYPE_BYTE_INDEXED);

        assertSame(small, ImageBands.reduced(small));
        assertSame(table, ImageBands.reduced(table));
    }
}
