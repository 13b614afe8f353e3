package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidImageException;
import io.github.segmentation4j.Photos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;

/** TIFF files of kinds that the library refuses with a sentence that names a plug-in, read by that plug-in. */
class TiffPlugInTest {
    private static final String PLUG_IN = "com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi";
    private static final int SIDE = 8;
    private static final int ICC_LAB = 9;

    /** A color of ICC Lab, in which a and b lie around 128, in each pixel. */
    private static byte[] iccLab(int l, int a, int b) {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) l;
            pixels[i + 1] = (byte) a;
            pixels[i + 2] = (byte) b;
        }
        int[][] fields = {
            {256, SIDE},
            {257, SIDE},
            {258, 8},
            {259, 1},
            {262, ICC_LAB},
            {273, 0},
            {277, 3},
            {278, SIDE},
            {279, pixels.length}
        };
        int bits = 8 + 2 + 12 * fields.length + 4;
        int start = bits + 3 * Short.BYTES;
        ByteBuffer file = ByteBuffer.allocate(start + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) fields.length);
        for (int[] field : fields) {
            boolean perSample = field[0] == 258;
            file.putShort((short) field[0])
                    .putShort((short) (perSample ? 3 : 4))
                    .putInt(perSample ? 3 : 1);
            file.putInt(perSample ? bits : field[0] == 273 ? start : field[1]);
        }
        file.putInt(0)
                .putShort((short) 8)
                .putShort((short) 8)
                .putShort((short) 8)
                .put(pixels);
        return file.array();
    }

    @Test
    void iccLabIsReadByThePlugIn() {
        BufferedImage white = Photos.read(new ByteArrayInputStream(iccLab(255, 128, 128)));
        assertEquals(SIDE, white.getWidth());
        assertTrue((white.getRGB(3, 3) & 0xFF) > 200, Integer.toHexString(white.getRGB(3, 3)));
        int red = Photos.read(new ByteArrayInputStream(iccLab(136, 208, 195))).getRGB(3, 3);
        assertTrue((red >> 16 & 0xFF) > 200 && (red & 0xFF) < 60, Integer.toHexString(red));
    }

    @Test
    void withoutThePlugInTheSentenceNamesIt() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        ImageReaderSpi plugIn = registered(registry).stream()
                .filter(spi -> spi.getClass().getName().equals(PLUG_IN))
                .findFirst()
                .orElseThrow();
        registry.deregisterServiceProvider(plugIn, ImageReaderSpi.class);
        try {
            InvalidImageException refused = assertThrows(
                    InvalidImageException.class, () -> Photos.read(new ByteArrayInputStream(iccLab(255, 128, 128))));
            assertEquals(InvalidImageException.Kind.UNSUPPORTED, refused.kind());
            assertEquals(
                    "The photo is a TIFF file with pixels of the kind ICC Lab (photometric interpretation 9), which cannot be"
                            + " read here: put a plug-in that reads it on the class path, such as"
                            + " com.twelvemonkeys.imageio:imageio-tiff, or save the photo again, for example as PNG",
                    refused.getMessage());
        } finally {
            registry.registerServiceProvider(plugIn, ImageReaderSpi.class);
        }
    }

    private static List<ImageReaderSpi> registered(IIORegistry registry) {
        List<ImageReaderSpi> all = new ArrayList<>();
        registry.getServiceProviders(ImageReaderSpi.class, true).forEachRemaining(all::add);
        return all;
    }
}
