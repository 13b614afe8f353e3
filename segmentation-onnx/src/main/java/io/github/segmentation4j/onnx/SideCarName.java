package io.github.segmentation4j.onnx;

/** The name of the side-car of a model. */
final class SideCarName {
    private static final String SUFFIX = ".segmentation.json";
    private static final String MODEL_SUFFIX = ".onnx";

    private SideCarName() {}

    /** Returns the name of the side-car of the model that messages call so. */
    static String of(String model) {
        String name = model.substring(Math.max(model.lastIndexOf('/'), model.lastIndexOf('\\')) + 1);
        return name.endsWith(MODEL_SUFFIX)
                ? name.substring(0, name.length() - MODEL_SUFFIX.length()) + SUFFIX
                : "model" + SUFFIX;
    }
}
