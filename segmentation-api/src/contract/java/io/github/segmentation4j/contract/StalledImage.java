package io.github.segmentation4j.contract;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.concurrent.CountDownLatch;

/** An image whose pixels cannot be read until it is let go, so that a call with it stays in flight that long. */
final class StalledImage extends BufferedImage {
    private final CountDownLatch met = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);

    /** Creates an image with the pixels of another one. */
    StalledImage(BufferedImage image) {
        super(image.getColorModel(), image.getRaster(), image.isAlphaPremultiplied(), null);
    }

    /** Waits until somebody wants its pixels. */
    void awaitReader() throws InterruptedException {
        met.await();
    }

    /** Returns whether somebody has begun to read it. */
    boolean hasReader() {
        return met.getCount() == 0;
    }

    /** Lets its pixels be read. */
    void letGo() {
        free.countDown();
    }

    private void stall() {
        met.countDown();
        boolean interrupted = false;
        while (free.getCount() > 0) {
            try {
                free.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public WritableRaster getRaster() {
        stall();
        return super.getRaster();
    }

    @Override
    public Raster getData() {
        stall();
        return super.getData();
    }

    @Override
    public Raster getData(Rectangle part) {
        stall();
        return super.getData(part);
    }

    @Override
    public int getRGB(int x, int y) {
        stall();
        return super.getRGB(x, y);
    }

    @Override
    public int[] getRGB(int x, int y, int width, int height, int[] target, int offset, int stride) {
        stall();
        return super.getRGB(x, y, width, height, target, offset, stride);
    }
}
