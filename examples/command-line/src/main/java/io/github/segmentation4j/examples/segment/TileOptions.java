package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of photos that the network sees in tiles. */
final class TileOptions {
    private static final String OPTION = "--tiles";
    private static final String AUTOMATIC = "auto";

    /** MONAI's. */
    private static final double DEFAULT_OVERLAP = 0.25;

    @Option(
            names = OPTION,
            description =
                    "Let the network see photos at their own scale, cut into tiles, for photos in which small things"
                            + " count. Where the network's receptive field is bounded, which segment inspect tells, the result is"
                            + " that of the whole photo.")
    private boolean tiles;

    @Option(
            names = "--tile-size",
            paramLabel = "N",
            converter = Pixels.class,
            description = "The sides of a tile in pixels, without its halo; 1024 unless set.")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--halo",
            paramLabel = "N",
            converter = Halo.class,
            description = "How many pixels around a tile the network sees besides, or auto for as many as it looks, 128"
                    + " where it looks at everything; auto unless set.")
    private Optional<String> halo = Optional.empty();

    @Option(
            names = "--blend",
            paramLabel = "HOW",
            converter = BlendName.class,
            description =
                    "What becomes of scores that several tiles have: none drops those of a halo; constant and"
                            + " gaussian let tiles overlap instead and take the mean, as MONAI and nnU-Net do; none unless set.")
    private Optional<Blend> blend = Optional.empty();

    @Option(
            names = "--overlap",
            paramLabel = "SHARE",
            converter = Share.class,
            description =
                    "The share of a tile's side that the next one has, too, from 0 on and below 1, with --blend constant"
                            + " or gaussian; 0.25 unless set.")
    private Optional<Double> overlap = Optional.empty();

    @Option(
            names = "--level",
            paramLabel = "N",
            converter = Level.class,
            description =
                    "Which of the versions of an image that a TIFF file holds is read, with -o naming a TIFF file: 0 for the"
                            + " image itself, 1 for the first smaller one; 0 unless set.")
    private Optional<Integer> level = Optional.empty();

    /** Reads the number of a version of an image. */
    static final class Level implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return number(value, 0, "the number of a version from 0 on, for example 1");
        }
    }

    /** Returns which of the versions of an image is read, if that was said. */
    Optional<Integer> level() {
        return level;
    }

    /** What becomes of scores that several tiles have. */
    enum Blend {
        NONE,
        CONSTANT,
        GAUSSIAN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads the name of a blend. */
    static final class BlendName implements ITypeConverter<Blend> {
        @Override
        public Blend convert(String value) {
            return Arrays.stream(Blend.values())
                    .filter(blend -> blend.word().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + value + "' is not a blend: choose none, constant or gaussian"));
        }
    }

    /** Reads a share of a tile. */
    static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            try {
                double share = Double.parseDouble(value);
                if (share >= 0 && share < 1) {
                    return share;
                }
            } catch (NumberFormatException e) {
                throw notAShare(value);
            }
            throw notAShare(value);
        }

        private static TypeConversionException notAShare(String value) {
            return new TypeConversionException(
                    "'" + value + "' is not a share from 0 on and below 1, for example 0.25");
        }
    }

    /** Reads a number of pixels. */
    static final class Pixels implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return number(value, 1, "a number of pixels from 1 on, for example 1024");
        }
    }

    /** Reads a number of pixels or the word for as many as are needed. */
    static final class Halo implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            if (!value.equals(AUTOMATIC)) {
                number(value, 0, "a number of pixels from 0 on, for example 224, or auto");
            }
            return value;
        }
    }

    private static int number(String value, int least, String expected) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + value + "' is not " + expected);
        }
        throw new TypeConversionException("'" + value + "' is not " + expected);
    }

    /**
     * Returns how photos are cut, if they are.
     *
     * @param size the size at which the network is to see a photo
     * @throws CommandException if the options make no sense together
     */
    Optional<Tiles> tiles(Optional<SizeRule> size) {
        if (!tiles) {
            refuse(this.size, "--tile-size");
            refuse(halo, "--halo");
            refuse(blend, "--blend");
            refuse(overlap, "--overlap");
            refuse(level, "--level");
            return Optional.empty();
        }
        if (size.isPresent()) {
            throw CommandException.usage("--size was given with " + OPTION
                    + ", but tiles are seen at the photo's own scale:" + " leave one of them out");
        }
        Tiles chosen = this.size.map(Tiles.create()::withSize).orElse(Tiles.create());
        return Optional.of(withSeams(chosen));
    }

    private Tiles withSeams(Tiles chosen) {
        Blend how = blend.orElse(Blend.NONE);
        if (how == Blend.NONE) {
            if (overlap.isPresent()) {
                throw CommandException.usage(
                        "--overlap was given without a blend, but tiles with a halo lie side by side: add"
                                + " --blend constant or --blend gaussian");
            }
            return halo.filter(value -> !value.equals(AUTOMATIC))
                    .map(value -> chosen.withHalo(Integer.parseInt(value)))
                    .orElse(chosen);
        }
        if (halo.isPresent()) {
            throw CommandException.usage("--halo was given with --blend " + how.word()
                    + ", which keeps all scores of a tile: leave one of them out");
        }
        double share = overlap.orElse(DEFAULT_OVERLAP);
        return how == Blend.CONSTANT ? chosen.withConstantBlend(share) : chosen.withGaussianBlend(share);
    }

    private static void refuse(Optional<?> option, String name) {
        if (option.isPresent()) {
            throw CommandException.usage(name + " says how a photo is cut, but it is not: add " + OPTION);
        }
    }
}
