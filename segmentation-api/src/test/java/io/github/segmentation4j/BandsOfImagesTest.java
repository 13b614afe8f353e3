package io.github.segmentation4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.internal.raster.BandRows;
import io.github.segmentation4j.internal.raster.RgbRows;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BandsOfImagesTest {
    private static final int BYTE = DataBuffer.TYPE_BYTE;
    private static final int SHORT = DataBuffer.TYPE_USHORT;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 200})
    void anyNumberOfBandsIsRead(int bands) {
        for (int type : new int[] {BYTE, SHORT}) {
            WritableRaster raster = Raster.createInterleavedRaster(type, 3, 2, bands, null);
            for (int band = 0; band < bands; band++) {
                raster.setSample(1, 1, band, band + 50);
            }
            BufferedImage image = Images.ofBands(raster);
            assertSame(raster, image.getRaster());
            BandRows rows = BandRows.of(image);
            assertEquals(bands, rows.bands());
            assertEquals(type == BYTE ? 8 : 16, rows.bits());
            int[] samples = new int[3];
            rows.read(bands - 1, 1, samples);
            assertEquals(bands + 49, samples[1]);
            assertEquals(0, samples[0]);
        }
    }

    @Test
    void partsAndBandsOfOtherOrderAreRead() {
        BufferedImage whole = new BufferedImage(9, 8, BufferedImage.TYPE_3BYTE_BGR);
        whole.setRGB(5, 4, 0x102030);
        BandRows rows = BandRows.of(whole.getSubimage(3, 2, 4, 5));
        int[] samples = new int[4];
        rows.read(0, 2, samples);
        assertEquals(0x10, samples[2]);
        rows.read(2, 2, samples);
        assertEquals(0x30, samples[2]);
        BufferedImage packed = new BufferedImage(9, 8, BufferedImage.TYPE_INT_ARGB);
        packed.setRGB(5, 4, 0x40102030);
        BandRows.of(packed.getSubimage(3, 2, 4, 5)).read(3, 2, samples);
        assertEquals(0x40, samples[2]);
    }

    @Test
    void theFirstThreeBandsAreShown() {
        WritableRaster raster = Raster.createInterleavedRaster(BYTE, 1, 1, 5, null);
        raster.setPixel(0, 0, new int[] {10, 20, 30, 40, 50});
        int[] pixel = new int[1];
        RgbRows.of(Images.ofBands(raster)).readPixels(0, pixel);
        assertEquals(0x0A141E, pixel[0] & 0xFFFFFF);
        WritableRaster two = Raster.createInterleavedRaster(BYTE, 1, 1, 2, null);
        two.setPixel(0, 0, new int[] {10, 20});
        RgbRows.of(Images.ofBands(two)).readPixels(0, pixel);
        assertEquals(0x0A0A0A, pixel[0] & 0xFFFFFF);
    }

    @Test
    void rastersThatAreNoBandsAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Images.ofBands(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB).getRaster()));
        assertThrows(
                IllegalArgumentException.class,
                () -> Images.ofBands(Raster.createBandedRaster(DataBuffer.TYPE_INT, 2, 2, 2, null)));
        WritableRaster moved =
                Raster.createInterleavedRaster(BYTE, 4, 4, 5, null).createWritableChild(1, 1, 2, 2, 1, 1, null);
        assertThrows(IllegalArgumentException.class, () -> Images.ofBands(moved));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_USHORT_565_RGB})
    void imagesWithoutBandsOfWholeBytesAreRefused(int type) {
        String message = assertThrows(IllegalArgumentException.class, () -> BandRows.of(new BufferedImage(2, 2, type)))
                .getMessage();
        assertTrue(message.endsWith("but bands of 8 or 16 bits without a sign are needed: convert it"), message);
    }
}
