package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says of the network; what it leaves empty, the model itself says.
 *
 * @param file the model or its folder, or empty for the one that travels with the program
 * @param preset how to run it
 * @param spec what a side-car elsewhere than beside the model says of it
 * @param variant which of the models in the folder
 * @param processor which backend of Hugging Face's image processors makes its input
 * @param placement where its result goes on a photo that was cropped or padded
 * @param size the size at which it sees a photo
 * @param classNames the names of its classes
 * @param tiles how a photo is cut for it, if it is
 * @param manyPhotos whether it sees so many photos that one thread each is worth more than all for one
 */
record ModelOptions(
        Optional<Path> file,
        Optional<Preset> preset,
        Optional<ModelSpec> spec,
        Optional<String> variant,
        Optional<ProcessorBackend> processor,
        Optional<Placement> placement,
        Optional<SizeRule> size,
        Optional<ClassNames> classNames,
        Optional<Tiles> tiles,
        boolean manyPhotos) {

    /** Returns what says nothing of the model in a file, or of the one that travels with the program. */
    static ModelOptions of(Optional<Path> file) {
        return new ModelOptions(
                file,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    ModelOptions forManyPhotos() {
        return new ModelOptions(file, preset, spec, variant, processor, placement, size, classNames, tiles, true);
    }

    ModelOptions inTiles(Optional<Tiles> cut) {
        return new ModelOptions(file, preset, spec, variant, processor, placement, size, classNames, cut, manyPhotos);
    }

    ModelOptions withoutClassNames() {
        return new ModelOptions(
                file, preset, spec, variant, processor, placement, size, Optional.empty(), tiles, manyPhotos);
    }
}
