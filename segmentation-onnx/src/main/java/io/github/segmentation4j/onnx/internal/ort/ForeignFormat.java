package io.github.segmentation4j.onnx.internal.ort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Knows files that are often taken for ONNX models by how they begin. */
final class ForeignFormat {
    private static final System.Logger LOG = System.getLogger(ForeignFormat.class.getName());

    /** How much of a file is looked at. */
    private static final int HEAD_BYTES = 64;

    /** How a pointer of Git LFS begins, by the specification of its format, version 1. */
    private static final String LFS = "version https://git-lfs.github.com/spec/";

    /** The signature of a ZIP archive's first entry, in which PyTorch's {@code torch.save} writes. */
    private static final String ZIP = "PK\u0003\u0004";

    /** The identifier that stands at byte 4 of TensorFlow Lite's files. */
    private static final String TFLITE = "TFL3";

    private static final int TFLITE_OFFSET = 4;

    /** The signature of HDF5, in which Keras keeps weights. */
    private static final String HDF5 = "\u0089HDF\r\n";

    private ForeignFormat() {}

    /** Returns what a file is instead of an ONNX model and what to do about it, if that is known. */
    static Optional<String> of(ModelSource source) {
        String head = new String(head(source), StandardCharsets.ISO_8859_1);
        String text = head.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith(LFS)) {
            return Optional.of(
                    "a pointer of Git LFS and not the model itself: fetch the model with git lfs pull, or download it from"
                            + " its web page");
        }
        if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<?xml")) {
            return Optional.of("a web page and not a model: download the file itself, often behind a link named raw or"
                    + " download, and see what the page says in a browser");
        }
        if (head.startsWith(ZIP)) {
            return Optional.of("a ZIP archive, as PyTorch's torch.save writes it, and not an ONNX model: unpack it, or"
                    + " export the network with torch.onnx.export");
        }
        if (head.startsWith(TFLITE, TFLITE_OFFSET)) {
            return Optional.of("a model of TensorFlow Lite and not an ONNX model: convert it with tf2onnx");
        }
        if (head.startsWith(HDF5)) {
            return Optional.of("an HDF5 file, as Keras writes it, and not an ONNX model: convert it with tf2onnx");
        }
        return Optional.empty();
    }

    private static byte[] head(ModelSource source) {
        if (source instanceof ModelSource.Bytes bytes) {
            return Arrays.copyOf(bytes.content(), Math.min(HEAD_BYTES, bytes.content().length));
        }
        if (source instanceof ModelSource.File file) {
            try (InputStream in = Files.newInputStream(file.path())) {
                return in.readNBytes(HEAD_BYTES);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> file.path() + " cannot be read", e);
            }
        }
        return new byte[0];
    }
}
