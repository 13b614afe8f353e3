package io.github.segmentation4j.engine.npy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.InvalidFileException;
import io.github.segmentation4j.engine.TensorView;
import io.github.segmentation4j.internal.npy.NpyHeader;
import io.github.segmentation4j.model.ElementType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Laws of files of arrays. */
class NpyFileProperties {
    /** Where the header of a small array ends, padding not counted. */
    private static final int HEADER = 80;

    private static Path file;

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("array", ".npy");
    }

    @AfterContainer
    static void deleteFile() throws IOException {
        Files.deleteIfExists(file);
    }

    @Provide
    Arbitrary<TensorView> arrays() {
        Arbitrary<ElementType> types = Arbitraries.of(ElementType.class).filter(type -> type != ElementType.BFLOAT16);
        Arbitrary<List<Long>> shapes = Arbitraries.longs().between(0, 5).list().ofMaxSize(5);
        return Combinators.combine(types, shapes, Arbitraries.longs()).as((type, shape, seed) -> {
            byte[] bytes = new byte[(int) NpyHeader.elements(shape) * type.bytes()];
            new Random(seed).nextBytes(bytes);
            return new TensorView(type, shape, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        });
    }

    @Property(tries = 300)
    void readingGivesWhatWasWritten(@ForAll("arrays") TensorView array) throws IOException {
        NpyFile.write(file, array);
        assertEquals(array, NpyFile.read(file));
        assertTrue(NpyFile.isNpy(file));
    }

    @Property(tries = 500)
    void damageIsRefusedOrReadAndNothingElse(
            @ForAll("arrays") TensorView array, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes)
            throws IOException {
        NpyFile.write(file, array);
        byte[] content = Files.readAllBytes(file);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            int headerOrAny = random.nextBoolean() ? content.length : Math.min(content.length, HEADER);
            content[random.nextInt(headerOrAny)] = (byte) random.nextInt();
        }
        if (random.nextBoolean()) {
            content = Arrays.copyOf(content, random.nextInt(content.length));
        }
        Files.write(file, content);
        try {
            NpyFile.read(file);
        } catch (InvalidFileException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }
}
