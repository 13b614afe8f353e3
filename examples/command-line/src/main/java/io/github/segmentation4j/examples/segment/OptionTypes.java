package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.examples.segment.convert.FileKind;
import io.github.segmentation4j.examples.segment.evaluate.Remap;
import io.github.segmentation4j.examples.segment.evaluate.TruthKind;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.Preset;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.SizeRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options; a value that makes no sense is refused with a sentence that says what would. */
final class OptionTypes {
    private OptionTypes() {}

    /** A size: a short edge ({@code 520}), a fixed size ({@code 640x480}), or {@code none} for the photo's own. */
    static final class Size implements ITypeConverter<SizeRule> {
        private static final Pattern FORM = Pattern.compile("(\\d+)(?:[xX](\\d+))?");

        @Override
        public SizeRule convert(String value) {
            if (value.equals("none")) {
                return SizeRule.asIs();
            }
            Matcher matcher = FORM.matcher(value);
            if (matcher.matches()) {
                try {
                    int first = Integer.parseInt(matcher.group(1));
                    return matcher.group(2) == null
                            ? SizeRule.shortEdge(first)
                            : SizeRule.fixed(first, Integer.parseInt(matcher.group(2)));
                } catch (IllegalArgumentException e) {
                    throw wrong(value);
                }
            }
            throw wrong(value);
        }

        private static TypeConversionException wrong(String value) {
            return new TypeConversionException("\"" + value + "\" is not a size: give a short edge in pixels (520),"
                    + " a width and height (640x480), or none for the photo as it is");
        }
    }

    /** An opacity from 0 to 1. */
    static final class Alpha implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            double alpha;
            try {
                alpha = Double.parseDouble(value);
            } catch (NumberFormatException e) {
                alpha = Double.NaN;
            }
            if (!(alpha >= 0 && alpha <= 1)) {
                throw new TypeConversionException("\"" + value
                        + "\" is not an opacity: give a number from 0 (the photo) to 1" + " (the colors alone)");
            }
            return alpha;
        }
    }

    /** The name of a format of overlays. */
    static final class Overlays implements ITypeConverter<OverlayFormat> {
        @Override
        public OverlayFormat convert(String value) {
            return OverlayFormat.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + value + "\" is not a format of overlays: choose png or jpg"));
        }
    }

    /** The name of a palette. */
    static final class PaletteName implements ITypeConverter<PaletteChoice> {
        @Override
        public PaletteChoice convert(String value) {
            try {
                return PaletteChoice.named(value);
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    /** The name of a preset. */
    static final class PresetName implements ITypeConverter<Preset> {
        @Override
        public Preset convert(String value) {
            try {
                return Preset.named(value);
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    /** A backend of Hugging Face's image processors, {@code pil} or {@code torchvision}. */
    static final class Processor implements ITypeConverter<ProcessorBackend> {
        @Override
        public ProcessorBackend convert(String value) {
            return switch (value) {
                case "pil" -> ProcessorBackend.PIL;
                case "torchvision" -> ProcessorBackend.TORCHVISION;
                default ->
                    throw new TypeConversionException(
                            "\"" + value + "\" is not a backend of image processors: choose pil or torchvision");
            };
        }
    }

    /** Where a result goes on a photo, {@code in-place} or {@code stretched}. */
    static final class Placed implements ITypeConverter<Placement> {
        @Override
        public Placement convert(String value) {
            return switch (value) {
                case "in-place" -> Placement.IN_PLACE;
                case "stretched" -> Placement.STRETCHED;
                default ->
                    throw new TypeConversionException(
                            "\"" + value + "\" does not say where a result goes: choose in-place or stretched");
            };
        }
    }

    /** The names of all presets, for the help. */
    static final class PresetNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Preset.values()).map(Preset::key).iterator();
        }
    }

    /** The name of a format of labels. */
    static final class Format implements ITypeConverter<FileKind> {
        @Override
        public FileKind convert(String value) {
            try {
                return FileKind.named(value);
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    /** The names of all formats of labels, for the help. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(FileKind.values()).map(FileKind::key).iterator();
        }
    }

    /** A kind of true labels. */
    static final class Truth implements ITypeConverter<TruthKind> {
        @Override
        public TruthKind convert(String value) {
            try {
                return TruthKind.named(value);
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    /** The names of all kinds of true labels, for the help. */
    static final class Truths implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(TruthKind.values()).map(TruthKind::key).iterator();
        }
    }

    /** Labels that stand for others: separated by commas, or from a file with one rule a line. */
    static final class Rules implements ITypeConverter<Remap> {
        @Override
        public Remap convert(String value) {
            try {
                return Remap.of(isFile(value) ? lines(value) : separated(value));
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    /** A model or its folder. */
    static final class Model implements ITypeConverter<Path> {
        private final FileOrFolder files = new FileOrFolder();

        @Override
        public Path convert(String value) {
            WebAddress.of(value).ifPresent(address -> {
                throw new TypeConversionException("it is " + address.advice());
            });
            return files.convert(value);
        }
    }

    /** A path that is not empty. */
    static final class FileOrFolder implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            if (value.isEmpty()) {
                throw new TypeConversionException("the path is empty");
            }
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new TypeConversionException("\"" + value + "\" is not a path: " + e.getReason());
            }
        }
    }

    /** Names of classes: of a known vocabulary, from a file with one name a line, or separated by commas. */
    static final class Vocabulary implements ITypeConverter<ClassNames> {
        @Override
        public ClassNames convert(String value) {
            try {
                return switch (value) {
                    case "pascal_voc" -> ClassNames.pascalVoc();
                    case "cityscapes" -> ClassNames.cityscapes();
                    case "ade20k" -> ClassNames.ade20k();
                    default -> ClassNames.of(isFile(value) ? lines(value) : separated(value));
                };
            } catch (IllegalArgumentException e) {
                throw conversion(e);
            }
        }
    }

    private static List<String> separated(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private static boolean isFile(String value) {
        try {
            return !value.isEmpty() && Files.isRegularFile(Path.of(value));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new TypeConversionException(file + " cannot be read as UTF-8 text: " + Reasons.of(e));
        }
    }

    private static TypeConversionException conversion(IllegalArgumentException e) {
        return new TypeConversionException(String.valueOf(e.getMessage()));
    }
}
