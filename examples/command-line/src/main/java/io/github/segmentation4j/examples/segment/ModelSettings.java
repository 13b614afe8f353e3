package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.file.ModelFiles;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say how a model is run, which every command takes. */
final class ModelSettings {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            converter = OptionTypes.PresetName.class,
            completionCandidates = OptionTypes.PresetNames.class,
            description = "Run the model by the conventions of a known network, where it does not describe itself:"
                    + " ${COMPLETION-CANDIDATES}.")
    private Optional<Preset> preset = Optional.empty();

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            converter = OptionTypes.FileOrFolder.class,
            description = "A side-car that says how the model is run, in place of MODEL.segmentation.json beside it.")
    private Optional<Path> spec = Optional.empty();

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            description = "Which model of the folder, fp16 for model_fp16.onnx say.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--processor",
            paramLabel = "BACKEND",
            converter = OptionTypes.Processor.class,
            description = "Which backend of Hugging Face's image processors makes the input: torchvision, which"
                    + " transformers 5 takes where it is installed and which a Hugging Face folder or preset means"
                    + " unless this is set, or pil.")
    private Optional<ProcessorBackend> processor = Optional.empty();

    @Option(
            names = "--placement",
            paramLabel = "RULE",
            converter = OptionTypes.Placed.class,
            description = "Where the result goes on a photo of which the model sees a crop, or which is padded for it:"
                    + " in-place, on the part that it has seen, as it does unless this is set, or stretched over all of the"
                    + " photo, as Hugging Face's post-processing does.")
    private Optional<Placement> placement = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = OptionTypes.Size.class,
            description =
                    "The size at which the network sees a photo: a short edge (520), a width and height (640x480),"
                            + " or none for the photo as it is. Unless set, the model's own. The outputs always have the"
                            + " photo's size.")
    private Optional<SizeRule> size = Optional.empty();

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            converter = OptionTypes.Vocabulary.class,
            description = "Names for the model's classes, one for each: separated by commas, or a text file with one a"
                    + " line, or pascal_voc, cityscapes or ade20k.")
    private Optional<ClassNames> classNames = Optional.empty();

    /**
     * Returns these options for a model.
     *
     * @param model its file or folder, or empty for the one that travels with the program
     * @throws CommandException if an option makes no sense without a model
     * @throws io.github.segmentation4j.InvalidModelException if the side-car cannot be read
     */
    ModelOptions of(Optional<Path> model) {
        if (model.isEmpty()) {
            refuse(preset, "--preset says how a model is run");
            refuse(spec, "--spec says how a model is run");
            refuse(variant, "--variant chooses among the models of a folder");
            refuse(processor, "--processor says how a model is fed");
            refuse(placement, "--placement says how a model's result is read");
        }
        return new ModelOptions(
                model,
                preset,
                spec.map(ModelFiles::readSideCar),
                variant,
                processor,
                placement,
                size,
                classNames,
                Optional.empty(),
                false);
    }

    private static void refuse(Optional<?> option, String reason) {
        if (option.isPresent()) {
            throw CommandException.usage(reason + ": name its file with --model");
        }
    }
}
