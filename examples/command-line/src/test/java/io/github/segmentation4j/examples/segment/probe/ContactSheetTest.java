package io.github.segmentation4j.examples.segment.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.overlay.Palette;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final Palette PALETTE = Palette.of(0x000000, 0x00FF00);

    private static ProbeResult result(int photos) {
        Map<String, BufferedImage> named = new LinkedHashMap<>();
        for (int i = 0; i < photos; i++) {
            named.put("photo " + i, PickyModel.photo(2 * i, i));
        }
        return ProbeRun.run(PickyModel.ofFixedSize(), ModelSpec.builder().build(), named, convention -> {});
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static int greenish(BufferedImage sheet, int top, int bottom) {
        int count = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                int rgb = sheet.getRGB(x, y);
                int green = rgb >> 8 & 0xFF;
                count += green > 120 && green > (rgb >> 16 & 0xFF) + 20 && green > (rgb & 0xFF) + 20 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void hasARowForThePhotosAndOneForEachConvention() {
        ProbeResult result = result(6);

        BufferedImage sheet = ContactSheet.draw(result, PALETTE);

        int rowHeight = 120 + ContactSheet.GAP;
        int best = ContactSheet.HEADING + rowHeight;
        assertEquals(ContactSheet.HEADING + rowHeight * (result.ranked().size() + 1), sheet.getHeight());
        assertEquals(0, greenish(sheet, 0, best));
        double expected = 6 * 160 * 120 * (24 * 20) / (64.0 * 48);
        assertEquals(expected, greenish(sheet, best, best + rowHeight), expected / 10);
    }

    @Test
    void isTheSameEachTime() {
        assertArrayEquals(pixels(ContactSheet.draw(result(2), PALETTE)), pixels(ContactSheet.draw(result(2), PALETTE)));
    }

    @Test
    void showsTwelvePhotosAtMost() {
        BufferedImage many = ContactSheet.draw(result(20), PALETTE);
        BufferedImage twelve = ContactSheet.draw(result(12), PALETTE);

        assertEquals(twelve.getWidth(), many.getWidth());
    }
}
