package io.github.segmentation4j.onnx.internal.file;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The fields of an {@code AttributeProto} in the reading. */
final class AttributeFields implements WireReader.Fields {
    // AttributeProto.AttributeType
    private static final int REAL = 1;
    private static final int INT = 2;
    private static final int TEXT = 3;
    private static final int TENSOR = 4;
    private static final int REALS = 6;
    private static final int INTS = 7;

    /** Operators made for one device keep whole programs in a text. */
    private static final int MAX_TEXT_BYTES = 4096;

    private final WireReader wire;
    private String name = "";
    private long type;
    private float real;
    private long integer;
    private Optional<String> text = Optional.of("");
    private Optional<Tensor> constant = Optional.empty();
    private final ShortList<Double> reals = new ShortList<>();
    private final ShortList<Long> integers = new ShortList<>();

    private AttributeFields(WireReader wire) {
        this.wire = wire;
    }

    /** Reads the value of the current field and adds it to the others of its node. */
    static void read(WireReader wire, Map<String, Attribute> attributes) throws IOException {
        AttributeFields fields = new AttributeFields(wire);
        wire.message(fields);
        attributes.put(fields.name, fields.value());
    }

    @Override
    public void field(int number) throws IOException {
        switch (number) {
            case 1 -> name = wire.text();
            case 2 -> real = wire.float32();
            case 3 -> integer = wire.number();
            case 4 -> text = wire.isLongerThan(MAX_TEXT_BYTES) ? Optional.empty() : Optional.of(wire.text());
            case 5 -> constant = Optional.of(TensorFields.read(wire));
            case 7 -> wire.floats(reals::add);
            case 8 -> wire.numbers(integers::add);
            case 20 -> type = wire.number();
            default -> {}
        }
    }

    private Attribute value() {
        Optional<? extends Attribute> value = switch ((int) type) {
            case REAL -> Optional.of(new Attribute.Real(real));
            case INT -> Optional.of(new Attribute.Int(integer));
            case TEXT -> text.map(Attribute.Text::new);
            case TENSOR -> constant.map(Attribute.Constant::new);
            case REALS -> reals.all().map(Attribute.Reals::new);
            case INTS -> integers.all().map(Attribute.Ints::new);
            default -> Optional.empty();
        };
        return value.isPresent() ? value.get() : new Attribute.Unread();
    }
}
