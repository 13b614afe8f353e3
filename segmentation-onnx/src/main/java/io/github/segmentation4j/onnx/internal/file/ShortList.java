package io.github.segmentation4j.onnx.internal.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list in the making that gives up when it grows beyond {@link Tensor#MAX_VALUES}. */
final class ShortList<T> {
    private final List<T> elements = new ArrayList<>();
    private boolean tooLong;

    void add(T element) {
        if (elements.size() == Tensor.MAX_VALUES) {
            tooLong = true;
        } else {
            elements.add(element);
        }
    }

    /** Returns the elements, or nothing if there were too many. */
    Optional<List<T>> all() {
        return tooLong ? Optional.empty() : Optional.of(elements);
    }
}
