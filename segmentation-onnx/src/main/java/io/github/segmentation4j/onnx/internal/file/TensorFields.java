package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The fields of a {@code TensorProto} in the reading. */
final class TensorFields implements WireReader.Fields {
    private static final int EXTERNAL = 1;
    private static final int MAX_BYTES = Tensor.MAX_VALUES * Double.BYTES;
    private static final long NOT_FEW = -1;

    private final WireReader wire;
    private String name = "";
    private long type;
    private boolean external;
    private Optional<byte[]> raw = Optional.empty();
    private final ShortList<Long> shape = new ShortList<>();
    private final ShortList<Double> reals = new ShortList<>();
    private final ShortList<Long> shortIntegers = new ShortList<>();
    private final ShortList<Double> integers = new ShortList<>();

    private TensorFields(WireReader wire) {
        this.wire = wire;
    }

    /** Reads the value of the current field. */
    static Tensor read(WireReader wire) throws IOException {
        TensorFields fields = new TensorFields(wire);
        wire.message(fields);
        return fields.tensor();
    }

    @Override
    public void field(int number) throws IOException {
        switch (number) {
            case 1 -> wire.numbers(shape::add);
            case 2 -> type = wire.number();
            case 8 -> name = wire.text();
            case 14 -> external = wire.number() == EXTERNAL;
            default -> {
                if (!wire.isLongerThan(MAX_BYTES)) {
                    data(number);
                }
            }
        }
    }

    private void data(int number) throws IOException {
        switch (number) {
            case 4 -> wire.floats(reals::add);
            case 5 -> wire.numbers(shortIntegers::add);
            case 7 -> wire.numbers(element -> integers.add((double) element));
            case 9 -> raw = Optional.of(wire.blob());
            case 10 -> wire.doubles(reals::add);
            default -> {}
        }
    }

    private Tensor tensor() throws MalformedFileException {
        List<Long> lengths = shape.all()
                .orElseThrow(() -> new MalformedFileException("a tensor of more than " + Tensor.MAX_VALUES + " axes"));
        long count = count(lengths);
        Optional<List<Double>> values =
                external || count == NOT_FEW ? Optional.empty() : values().filter(list -> list.size() == count);
        return new Tensor(name, ElementTypes.name(type), lengths, values);
    }

    /** Returns how many elements a shape holds if they are few. */
    private static long count(List<Long> shape) {
        long count = 1;
        for (long length : shape) {
            if (length < 0 || length > Tensor.MAX_VALUES || count * length > Tensor.MAX_VALUES) {
                return NOT_FEW;
            }
            count *= length;
        }
        return count;
    }

    private Optional<List<Double>> values() {
        if (raw.isPresent()) {
            return TensorValues.ofRaw(type, raw.get());
        }
        return switch ((int) type) {
            case ElementTypes.FLOAT, ElementTypes.DOUBLE -> reals.all();
            case ElementTypes.INT64 -> integers.all();
            default -> shortIntegers.all().flatMap(elements -> TensorValues.ofInt32(type, elements));
        };
    }
}
