package io.github.segmentation4j.engine.parity;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.LabelMap;
import io.github.segmentation4j.engine.npy.NpyFile;
import io.github.segmentation4j.internal.failure.ReadFailure;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.TensorLayout;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Reads labels that another program has written: as the samples of an image, or as an array of NumPy. */
public final class ReferenceLabels {
    private static final int COLORS = 3;

    private ReferenceLabels() {}

    /**
     * Reads labels.
     *
     * @param file an image without loss, PNG say, whose gray samples or palette indices are class ids, or an array
     *     [h,w], [1,h,w] or [1,1,h,w]
     * @throws InvalidFileException if the file cannot be read, or holds no class ids
     */
    public static LabelMap read(Path file) {
        try {
            return NpyFile.isNpy(file) ? array(file) : image(file);
        } catch (NoSuchFileException e) {
            throw new InvalidFileException("There is no file " + file + ": write the labels of the photo to it", e);
        } catch (IOException e) {
            throw new InvalidFileException(file + " cannot be read: " + ReadFailure.reason(e), e);
        }
    }

    private static LabelMap array(Path file) {
        ReferenceTensor tensor = ReferenceTensor.read(file, 1, TensorLayout.NCHW);
        Planes planes = tensor.planes();
        if (planes.channels() != 1) {
            throw new InvalidFileException(file + " holds " + tensor.shape()
                    + ", but labels have the shape [h,w]: write the argmax of the scores");
        }
        int width = planes.size().width();
        int[] labels = new int[planes.values().length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = label(file, planes.values()[i], i % width, i / width, tensor.type());
        }
        return LabelMap.copyOf(width, planes.size().height(), labels);
    }

    private static int label(Path file, float value, int x, int y, ElementType type) {
        int label = (int) value;
        if (label != value || label < 0 || label > LabelMap.MAX_LABEL) {
            throw new InvalidFileException(file + " holds " + value + " (" + type + ") at column " + x + ", row " + y
                    + ", but labels are whole numbers from 0 to " + LabelMap.MAX_LABEL + ": write the class ids");
        }
        return label;
    }

    private static LabelMap image(Path file) throws IOException {
        BufferedImage image;
        try (var stream = Files.newInputStream(file)) {
            image = ImageIO.read(stream);
        }
        if (image == null) {
            throw new InvalidFileException(
                    file + " is neither an image that can be read nor a NumPy array: write the labels as a PNG file");
        }
        Raster raster = image.getRaster();
        int width = raster.getWidth();
        int height = raster.getHeight();
        int[] labels = raster.getSamples(0, 0, width, height, 0, (int[]) null);
        for (int band = 1; raster.getNumBands() >= COLORS && band < COLORS; band++) {
            int[] other = raster.getSamples(0, 0, width, height, band, (int[]) null);
            if (!Arrays.equals(labels, other)) {
                throw new InvalidFileException(file
                        + " is a picture in colors, which say nothing of class ids: write the ids as gray samples, in"
                        + " Python with Image.fromarray(labels.astype(numpy.uint8)).save(\"" + file.getFileName()
                        + "\")");
            }
        }
        return LabelMap.copyOf(width, height, labels);
    }
}
