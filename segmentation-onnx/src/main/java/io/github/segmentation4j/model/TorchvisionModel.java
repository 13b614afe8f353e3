package io.github.segmentation4j.model;

import io.github.segmentation4j.ClassNames;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The segmentation networks of torchvision whose exports run without settings.
 *
 * <p>All of them share one preset: {@link Preprocessing#torchvision()}, the 21 classes of PASCAL VOC, and the scores in
 * output {@code out} ({@code torchvision/models/segmentation/fcn.py} and {@code deeplabv3.py}, weights
 * {@code COCO_WITH_VOC_LABELS_V1}, 0.20). An output {@code aux}, used in training only, is never read.
 */
public enum TorchvisionModel {
    /** FCN-ResNet50: Long, Shelhamer, Darrell, CVPR 2015, on a ResNet-50 with dilated last stages. */
    FCN_RESNET50("fcn_resnet50"),
    /** FCN-ResNet101: the same on a ResNet-101. */
    FCN_RESNET101("fcn_resnet101"),
    /** DeepLabV3-ResNet50: Chen, Papandreou, Schroff, Adam, 2017, on a ResNet-50. */
    DEEPLABV3_RESNET50("deeplabv3_resnet50"),
    /** DeepLabV3-ResNet101: the same on a ResNet-101. */
    DEEPLABV3_RESNET101("deeplabv3_resnet101");

    private static final String OUTPUT = "out";

    private final String key;

    TorchvisionModel(String key) {
        this.key = key;
    }

    /** Returns torchvision's name for the network, for example {@code fcn_resnet50}. */
    public String key() {
        return key;
    }

    /** Returns what the network expects. */
    public ModelSpec spec() {
        return ModelSpec.builder()
                .preprocessing(Preprocessing.torchvision())
                .output(OUTPUT)
                .outputKind(OutputKind.LOGITS)
                .classNames(ClassNames.pascalVoc())
                .build();
    }

    /**
     * Returns the network of this name.
     *
     * @param key torchvision's name for it
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static TorchvisionModel named(String key) {
        return Arrays.stream(values())
                .filter(model -> model.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + key + "\" is no preset: choose one of "
                        + Arrays.stream(values()).map(TorchvisionModel::key).collect(Collectors.joining(", "))));
    }
}
