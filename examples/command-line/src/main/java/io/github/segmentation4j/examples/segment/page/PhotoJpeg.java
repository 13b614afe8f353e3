package io.github.segmentation4j.examples.segment.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A photo as the bytes of a JPEG file; a large one is scaled down, a transparent one lies on white. */
final class PhotoJpeg {
    /** The longest side that a photo is shown with, in pixels: more than most screens have. */
    static final int LONGEST_SIDE = 2048;

    /** Shows no blocks at the edges of things, at a fifth of the size of a PNG file. */
    private static final float QUALITY = 0.9f;

    private PhotoJpeg() {}

    /** Returns the photo, scaled down where a side is longer than {@link #LONGEST_SIDE}. */
    static byte[] encode(BufferedImage photo) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(scaled(photo), null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Halves the photo until one step of less than that is left, so that every pixel has its part in the result. */
    private static BufferedImage scaled(BufferedImage photo) {
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(photo.getWidth(), photo.getHeight()));
        int width = Math.max(1, (int) Math.round(photo.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(photo.getHeight() * scale));
        BufferedImage result = photo;
        while (result.getWidth() > 2 * width && result.getHeight() > 2 * height) {
            result = drawn(result, (result.getWidth() + 1) / 2, (result.getHeight() + 1) / 2);
        }
        return drawn(result, width, height);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return result;
    }
}
