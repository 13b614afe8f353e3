package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.onnx.OnnxSegmenter;
import io.github.segmentation4j.onnx.ParityCheck;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that write what goes into a network, and what comes out of it. */
abstract class TensorCommand extends SubCommand {
    @Parameters(
            paramLabel = "PHOTO",
            converter = OptionTypes.FileOrFolder.class,
            description = "The photo that goes through the network.")
    private Path photo = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            converter = OptionTypes.FileOrFolder.class,
            description = "The file to write, in the format of numpy.save.")
    private Path output = Path.of("");

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FILE",
            converter = OptionTypes.Model.class,
            description = "The ONNX model or its folder; unless set, the bundled one.")
    private Optional<Path> model = Optional.empty();

    @Mixin
    private ModelSettings settings = new ModelSettings();

    TensorCommand(Surroundings surroundings, OnnxModels models) {
        super(surroundings, models);
    }

    /** Writes the tensor of a photo. */
    abstract void write(ParityCheck check, BufferedImage image, Path file) throws IOException;

    /** Returns what the tensor is, for the result. */
    abstract String what();

    @Override
    int run(Report report) {
        OutputFile.check(output);
        try (OnnxSegmenter segmenter = models().open(settings.of(model))) {
            report.detail("model " + segmenter);
            BufferedImage image = new Photo.InFile(photo).read();
            OutputFile.write(output, file -> write(ParityCheck.of(segmenter), image, file));
            report.print(List.of(what() + ": " + output));
            return 0;
        }
    }

    /** Writes the network's input. */
    @Command(
            name = "tensor",
            sortOptions = false,
            usageHelpWidth = SubCommand.WIDTH,
            mixinStandardHelpOptions = true,
            versionProvider = VersionFile.class,
            description = {
                "Writes the exact input that a network gets for a photo, with its layout and element type.",
                ""
            },
            optionListHeading = "%nOptions:%n")
    static final class Input extends TensorCommand {
        Input(Surroundings surroundings, OnnxModels models) {
            super(surroundings, models);
        }

        @Override
        void write(ParityCheck check, BufferedImage image, Path file) throws IOException {
            check.writeInput(image, file);
        }

        @Override
        String what() {
            return "Input";
        }
    }

    /** Writes the network's output. */
    @Command(
            name = "scores",
            sortOptions = false,
            usageHelpWidth = SubCommand.WIDTH,
            mixinStandardHelpOptions = true,
            versionProvider = VersionFile.class,
            description = {
                "Writes what a network gives for a photo, before any scaling, softmax or argmax; of mask queries the"
                        + " scores of each class, combined of both outputs.",
                ""
            },
            optionListHeading = "%nOptions:%n")
    static final class Output extends TensorCommand {
        Output(Surroundings surroundings, OnnxModels models) {
            super(surroundings, models);
        }

        @Override
        void write(ParityCheck check, BufferedImage image, Path file) throws IOException {
            check.writeScores(image, file);
        }

        @Override
        String what() {
            return "Scores";
        }
    }
}
