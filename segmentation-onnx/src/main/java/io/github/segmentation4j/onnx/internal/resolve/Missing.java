package io.github.segmentation4j.onnx.internal.resolve;

import io.github.segmentation4j.model.MissingSetting;

/** A setting that nobody has made. */
record Missing(String subject, String builderCall, String sideCarKey) implements MissingSetting {

    /** Returns the thing and both ways to say it. */
    @Override
    public String toString() {
        return subject + ": give it by OnnxSegmenter.Builder." + builderCall + " or the side-car's " + sideCarKey;
    }
}
