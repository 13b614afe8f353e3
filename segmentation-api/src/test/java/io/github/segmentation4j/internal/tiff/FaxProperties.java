package io.github.segmentation4j.internal.tiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Bilevel pictures that the JDK writes are read back. */
class FaxProperties {
    private static final TiffLimits LIMITS = new TiffLimits(1_000_000, 10_000_000, 10);

    /** Without CCITT RLE, whose encoder in JDK 17 overruns its buffer. */
    private static final String[] KINDS = {"CCITT T.4", "CCITT T.6", "LZW", "PackBits", "Deflate", "ZLib"};

    /** White rows below each picture: without them, the JDK's encoder of T.6 overruns its buffer where a picture is small. */
    private static final int ROOM_FOR_THE_ENCODER = 16;

    @Property(tries = 100)
    void picturesOfTheJdkComeBack(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6_000) int width,
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(max = 5) int kind)
            throws IOException {
        BufferedImage image = drawn(seed, width, height);
        BufferedImage read = TiffPhoto.open(written(image, KINDS[kind]), LIMITS).decode();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                assertEquals(image.getRGB(x, y), read.getRGB(x, y), KINDS[kind] + " at " + x + ", " + y);
            }
        }
    }

    @Property(tries = 200)
    void damagedFaxesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 1) int kind) throws IOException {
        byte[] file = written(drawn(seed, 200, 20), KINDS[kind]);
        Random random = new Random(seed);
        for (int i = 0; i < 5; i++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        if (TiffPhoto.isTiff(file)) {
            try {
                assertTrue(TiffPhoto.open(file, LIMITS).decode().getWidth() > 0);
            } catch (TiffException refused) {
                assertTrue(refused.getMessage().startsWith("is a "), refused.getMessage());
            }
        }
    }

    private static BufferedImage drawn(long seed, int width, int height) {
        Random random = new Random(seed);
        int rows = height + ROOM_FOR_THE_ENCODER;
        BufferedImage image = new BufferedImage(width, rows, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = height; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, 1);
            }
        }
        int longest = 1 << random.nextInt(13);
        for (int y = 0; y < height; y++) {
            boolean repeats = y > 0 && random.nextBoolean();
            int x = 0;
            int white = random.nextInt(2);
            while (x < width) {
                int run = Math.min(width - x, 1 + random.nextInt(longest));
                for (int end = x + run; x < end; x++) {
                    image.getRaster()
                            .setSample(x, y, 0, repeats ? image.getRaster().getSample(x, y - 1, 0) : white);
                }
                white ^= 1;
            }
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String compression) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = writers.next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
