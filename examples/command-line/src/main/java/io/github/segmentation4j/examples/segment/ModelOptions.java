package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.SizeRule;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says of the network; what it leaves empty, the model itself says.
 *
 * @param file the model, or empty for the one that travels with the program
 * @param preset how to run it
 * @param size the size at which it sees a photo
 * @param classNames the names of its classes
 */
record ModelOptions(
        Optional<Path> file, Optional<Preset> preset, Optional<SizeRule> size, Optional<ClassNames> classNames) {

    ModelOptions withoutClassNames() {
        return new ModelOptions(file, preset, size, Optional.empty());
    }
}
