package io.github.segmentation4j.model;

/**
 * Where a network's result goes on an image of which it has seen a crop, or which was padded for it. Without a crop and a
 * padding both are the same.
 */
public enum Placement {
    /**
     * On the part of the image that the network has seen; beyond a crop pixels have the labels of its border, and the result
     * for padding is dropped.
     */
    IN_PLACE,
    /**
     * All of the result is stretched over the whole image, as {@code post_process_semantic_segmentation} of Hugging Face's
     * image processors does ({@code transformers/models/mobilevit/image_processing_mobilevit.py}, 5.18): objects lie
     * elsewhere than in the image, but the map is the one that transformers gives.
     */
    STRETCHED
}
