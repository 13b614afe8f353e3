package io.github.segmentation4j.engine.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.Resampling;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Noise at extreme sizes becomes what Pillow, OpenCV and torchvision make of it, by digest;
 * {@code make_pillow_digests.py}, {@code make_opencv_digests.py} and {@code make_torchvision_digests.py} write the tables.
 */
class ResizeDigestTest {

    @ParameterizedTest(name = "{0} {1}x{2} to {3}x{4}")
    @CsvFileSource(resources = "/goldens/digests/pillow-9.4.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void everyByteEqualsPillows(
            String filter, int width, int height, int newWidth, int newHeight, int seed, String sha256)
            throws NoSuchAlgorithmException {
        RgbImage image = RgbImage.congruentialNoise(width, height, seed);
        check(image, new ImageSize(newWidth, newHeight), Resampling.valueOf("PILLOW_" + filter), sha256);
    }

    @ParameterizedTest(name = "{0} {1}x{2} to {3}x{4}")
    @CsvFileSource(resources = "/goldens/digests/opencv-4.6.csv", useHeadersInDisplayName = false, numLinesToSkip = 1)
    void everyByteEqualsOpenCvs(
            String filter, int width, int height, int newWidth, int newHeight, int seed, String sha256)
            throws NoSuchAlgorithmException {
        RgbImage image = RgbImage.congruentialNoise(width, height, seed);
        check(image, new ImageSize(newWidth, newHeight), Resampling.valueOf("OPENCV_" + filter), sha256);
    }

    @ParameterizedTest(name = "{0} {1}x{2} to {3}x{4}")
    @CsvFileSource(
            resources = "/goldens/digests/torchvision-0.28.csv",
            useHeadersInDisplayName = false,
            numLinesToSkip = 1)
    void everyByteEqualsTorchvisions(
            String filter, int width, int height, int newWidth, int newHeight, int seed, String sha256)
            throws NoSuchAlgorithmException {
        RgbImage image = RgbImage.congruentialNoise(width, height, seed);
        check(image, new ImageSize(newWidth, newHeight), Resampling.valueOf("TORCHVISION_" + filter), sha256);
    }

    private static void check(RgbImage image, ImageSize size, Resampling filter, String sha256)
            throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256")
                .digest(image.resized(size, filter).bytes());
        assertEquals(sha256, HexFormat.of().formatHex(digest));
    }
}
