package io.github.segmentation4j.examples.segment;

import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.Tiles;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of photos that the network sees in tiles. */
final class TileOptions {
    private static final String OPTION = "--tiles";
    private static final String AUTOMATIC = "auto";

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
            return Optional.empty();
        }
        if (size.isPresent()) {
            throw CommandException.usage("--size was given with " + OPTION
                    + ", but tiles are seen at the photo's own scale:" + " leave one of them out");
        }
        Tiles chosen = this.size.map(Tiles.create()::withSize).orElse(Tiles.create());
        return Optional.of(halo.filter(value -> !value.equals(AUTOMATIC))
                .map(value -> chosen.withHalo(Integer.parseInt(value)))
                .orElse(chosen));
    }

    private static void refuse(Optional<?> option, String name) {
        if (option.isPresent()) {
            throw CommandException.usage(name + " says how a photo is cut, but it is not: add " + OPTION);
        }
    }
}
