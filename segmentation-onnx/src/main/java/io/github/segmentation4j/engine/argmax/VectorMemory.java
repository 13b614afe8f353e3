package io.github.segmentation4j.engine.argmax;

import java.lang.invoke.LambdaConversionException;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/**
 * Planes of float32 scores in a buffer outside the heap, compared where they are.
 *
 * <p>JDK 17 loads vectors from a {@code ByteBuffer}, JDK 22 and later from a {@code MemorySegment}, and neither has the
 * other's method. So the method is looked up at run time and made into a lambda, which C2 compiles as if it were called
 * directly.
 */
final class VectorMemory implements PlanesInPlace {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** Classes compared in a pass over the highest scores so far, which then pass through the cache less often. */
    private static final int AT_ONCE = 4;

    private static final @Nullable Access ACCESS = access();

    private final Load load;
    private final Object memory;

    private VectorMemory(Load load, Object memory) {
        this.load = load;
        this.memory = memory;
    }

    /** Returns the planes of a buffer, or null if it cannot be read in place. */
    static @Nullable PlanesInPlace of(ByteBuffer scores) {
        return ACCESS == null || !scores.isDirect() || scores.order() != ORDER
                ? null
                : new VectorMemory(ACCESS.load, ACCESS.wrap.apply(scores));
    }

    /** Loads a vector at an offset in bytes. */
    interface Load {
        FloatVector at(VectorSpecies<Float> species, Object memory, int offset, ByteOrder order);
    }

    /** How vectors are loaded, and what makes of a buffer the memory that they are loaded from. */
    private record Access(Load load, Function<Buffer, Object> wrap) {}

    private static @Nullable Access access() {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
            MethodHandle load = lookup.findStatic(
                    FloatVector.class, "fromMemorySegment", load(FloatVector.class, segment, long.class));
            MethodHandle wrap = lookup.findStatic(segment, "ofBuffer", MethodType.methodType(segment, Buffer.class));
            @SuppressWarnings("unchecked")
            Function<Buffer, Object> ofBuffer = (Function<Buffer, Object>) lambda(
                    lookup,
                    Function.class,
                    "apply",
                    MethodType.methodType(Object.class, Object.class),
                    wrap,
                    MethodType.methodType(Object.class, Buffer.class));
            return new Access(lambda(lookup, load, segment), ofBuffer);
        } catch (ReflectiveOperationException | LambdaConversionException e) {
            return ofBuffers(lookup);
        }
    }

    private static @Nullable Access ofBuffers(MethodHandles.Lookup lookup) {
        try {
            MethodHandle load = lookup.findStatic(
                    FloatVector.class, "fromByteBuffer", load(FloatVector.class, ByteBuffer.class, int.class));
            return new Access(lambda(lookup, load, ByteBuffer.class), buffer -> buffer);
        } catch (ReflectiveOperationException | LambdaConversionException e) {
            return null;
        }
    }

    private static MethodType load(Class<?> vector, Class<?> memory, Class<?> offset) {
        return MethodType.methodType(vector, VectorSpecies.class, memory, offset, ByteOrder.class);
    }

    private static Load lambda(MethodHandles.Lookup lookup, MethodHandle load, Class<?> memory)
            throws LambdaConversionException {
        return (Load) lambda(
                lookup,
                Load.class,
                "at",
                load(FloatVector.class, Object.class, int.class),
                load,
                load(FloatVector.class, memory, int.class));
    }

    /** Makes a lambda; the proxy stands for it once, since a method handle itself would throw any Throwable. */
    private static Object lambda(
            MethodHandles.Lookup lookup,
            Class<?> type,
            String name,
            MethodType erased,
            MethodHandle body,
            MethodType actual)
            throws LambdaConversionException {
        MethodHandle maker = LambdaMetafactory.metafactory(
                        lookup, name, MethodType.methodType(type), erased, body, actual)
                .getTarget();
        return MethodHandleProxies.asInterfaceInstance(Supplier.class, maker).get();
    }

    @Override
    public int multiple() {
        return LANES;
    }

    @Override
    public void highest(int start, int plane, int classes, int count, float[] best, float[] found) {
        for (int i = 0; i < count; i += LANES) {
            at(start + i).intoArray(best, i);
            FloatVector.zero(FLOATS).intoArray(found, i);
        }
        int label = 1;
        for (; label <= classes - AT_ONCE; label += AT_ONCE) {
            four(label * plane + start, plane, label, count, best, found);
        }
        for (; label < classes; label++) {
            one(label * plane + start, label, count, best, found);
        }
    }

    private FloatVector at(int score) {
        return load.at(FLOATS, memory, score * Float.BYTES, ORDER);
    }

    private void four(int first, int plane, int label, int count, float[] best, float[] found) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector highest = FloatVector.fromArray(FLOATS, best, i);
            FloatVector winner = FloatVector.fromArray(FLOATS, found, i);
            FloatVector a = at(first + i);
            FloatVector b = at(first + plane + i);
            FloatVector c = at(first + 2 * plane + i);
            FloatVector d = at(first + 3 * plane + i);
            VectorMask<Float> wins = VectorKernels.wins(a, highest);
            highest = highest.blend(a, wins);
            winner = winner.blend((float) label, wins);
            wins = VectorKernels.wins(b, highest);
            highest = highest.blend(b, wins);
            winner = winner.blend((float) (label + 1), wins);
            wins = VectorKernels.wins(c, highest);
            highest = highest.blend(c, wins);
            winner = winner.blend((float) (label + 2), wins);
            wins = VectorKernels.wins(d, highest);
            highest.blend(d, wins).intoArray(best, i);
            winner.blend((float) (label + 3), wins).intoArray(found, i);
        }
    }

    private void one(int first, int label, int count, float[] best, float[] found) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector highest = FloatVector.fromArray(FLOATS, best, i);
            FloatVector score = at(first + i);
            VectorMask<Float> wins = VectorKernels.wins(score, highest);
            highest.blend(score, wins).intoArray(best, i);
            FloatVector.fromArray(FLOATS, found, i).blend((float) label, wins).intoArray(found, i);
        }
    }
}
