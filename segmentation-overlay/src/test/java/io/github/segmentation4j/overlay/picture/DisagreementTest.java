package io.github.segmentation4j.overlay.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.LabelMap;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisagreementTest {
    private static final int SIGNAL = 0xFFFF00FF;

    @Property(tries = 200)
    void thePixelsWithTwoLabelsHaveTheSignalColorAndAllOthersAreGray(
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll Random random) {
        BufferedImage photo = Samples.photo(width, height, random);
        LabelMap first = Samples.labels(width, height, 4, random);
        LabelMap second = Samples.labels(width, height, 4, random);
        Disagreement disagreement =
                Disagreement.create().withColor(SIGNAL & 0xFFFFFF).ignoring(2);
        BufferedImage picture = disagreement.draw(photo, first, second);
        BufferedImage same =
                disagreement.withColor(0).withColor(new Color(SIGNAL)).draw(photo, first, second);
        assertArrayEquals(Samples.argb(picture), Samples.argb(same));
        int differing = 0;
        int counted = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean ignored = first.labelAt(x, y) == 2 || second.labelAt(x, y) == 2;
                boolean differs = first.labelAt(x, y) != second.labelAt(x, y) && !ignored;
                int rgb = picture.getRGB(x, y);
                assertTrue(differs ? rgb == SIGNAL : (rgb & 0xFF) == (rgb >> 8 & 0xFF));
                differing += differs ? 1 : 0;
                counted += ignored ? 0 : 1;
            }
        }
        assertEquals(counted == 0 ? 0 : (double) differing / counted, disagreement.share(first, second));
    }

    @Test
    void whereMapsAgreeThePhotoIsPale() {
        BufferedImage photo = new BufferedImage(2, 1, BufferedImage.TYPE_3BYTE_BGR);
        photo.setRGB(1, 0, 0xFFFFFF);
        LabelMap labels = LabelMap.copyOf(2, 1, new int[2]);
        BufferedImage picture = Disagreement.create().draw(photo, labels, labels);
        assertEquals(0xFF737373, picture.getRGB(0, 0)); // 45 % of white
        assertEquals(0xFFFFFFFF, picture.getRGB(1, 0));
    }

    @Property(tries = 50)
    void aMapAgreesWithItself(@ForAll Random random) {
        BufferedImage photo = Samples.photo(9, 8, random);
        LabelMap labels = Samples.labels(9, 8, 300, random);
        int[] pixels =
                Samples.argb(Disagreement.create().withColor(SIGNAL & 0xFFFFFF).draw(photo, labels, labels));
        assertTrue(Arrays.stream(pixels).noneMatch(rgb -> rgb == SIGNAL));
        assertEquals(0, Disagreement.create().share(labels, labels));
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Disagreement.create().withColor(-1));
        assertThrows(IllegalArgumentException.class, () -> Disagreement.create().withColor(new Color(1, 1, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Disagreement.create().ignoring(65_536));
        BufferedImage photo = Samples.photo(2, 1, new Random(1));
        LabelMap fits = LabelMap.copyOf(2, 1, new int[2]);
        LabelMap other = LabelMap.copyOf(1, 2, new int[2]);
        assertThrows(IllegalArgumentException.class, () -> Disagreement.create().draw(photo, other, fits));
        assertThrows(IllegalArgumentException.class, () -> Disagreement.create().draw(photo, fits, other));
    }
}
