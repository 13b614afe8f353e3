import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs an ONNX graph on tensors kept in NumPy's {@code .npy} files and writes one of its outputs in the same form.
 *
 * <p>A program in a single file, so that a reference in Python can use the ONNX Runtime that the library uses, with
 * nothing of the library in between. Call it with the jar of ONNX Runtime on the class path:
 *
 * <pre>{@code
 * java -cp onnxruntime-1.28.0.jar RunGraph.java MODEL.onnx OUTPUT THREADS LEVEL INPUT.npy RESULT.npy...
 * }</pre>
 *
 * <ul>
 *   <li>{@code OUTPUT}: name of the output to be written, {@code out} for torchvision's networks;
 *   <li>{@code THREADS}: threads inside one operator; 0 leaves the number to ONNX Runtime;
 *   <li>{@code LEVEL}: graph optimisation, one of {@code NO_OPT}, {@code BASIC_OPT}, {@code EXTENDED_OPT}, {@code
 *       ALL_OPT};
 *   <li>{@code INPUT.npy}: a tensor in C order of the graph's element type, given to the only input of the graph;
 *   <li>{@code RESULT.npy}: written, the output for that input; more pairs may follow.
 * </ul>
 *
 * <p>The format of {@code .npy} files is version 1.0 of NumPy's NEP 1: magic, version, length of the header, a Python
 * dictionary that names type, order and shape, and the values.
 */
final class RunGraph {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LENGTH_AT = MAGIC.length + 2;
    private static final int HEADER_AT = LENGTH_AT + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("'descr': '([^']*)'");
    private static final int FIRST_FILE = 4;

    private RunGraph() {}

    /** NumPy's names of the element types that images, scores and labels have, in little-endian order. */
    private static final Map<String, OnnxJavaType> TYPES = Map.of(
            "<f4", OnnxJavaType.FLOAT,
            "<f2", OnnxJavaType.FLOAT16,
            "|u1", OnnxJavaType.UINT8,
            "|i1", OnnxJavaType.INT8,
            "<i4", OnnxJavaType.INT32,
            "<i8", OnnxJavaType.INT64);

    /** A tensor: its element type, its shape and its values in C order, from index 0 to the limit. */
    private record Tensor(OnnxJavaType type, long[] shape, ByteBuffer values) {}

    public static void main(String[] arguments) throws IOException, OrtException {
        if (arguments.length < FIRST_FILE + 2 || (arguments.length - FIRST_FILE) % 2 != 0) {
            System.err.println("usage: RunGraph MODEL.onnx OUTPUT THREADS LEVEL INPUT.npy RESULT.npy...");
            System.exit(2);
        }
        String output = arguments[1];
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(Integer.parseInt(arguments[2]));
            options.setOptimizationLevel(OptLevel.valueOf(arguments[3]));
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            try (OrtSession session = OrtEnvironment.getEnvironment().createSession(arguments[0], options)) {
                for (int at = FIRST_FILE; at < arguments.length; at += 2) {
                    Tensor result = run(session, output, read(Path.of(arguments[at])));
                    write(result, Path.of(arguments[at + 1]));
                }
            }
        }
    }

    private static Tensor run(OrtSession session, String output, Tensor input) throws OrtException {
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), input.values(), input.shape(), input.type());
                OrtSession.Result result = session.run(Map.of(name, tensor), Set.of(output))) {
            OnnxTensor scores = (OnnxTensor) result.get(0);
            // getByteBuffer copies, so the values outlive the native tensor
            return new Tensor(
                    javaType(scores.getInfo().onnxType), scores.getInfo().getShape(), scores.getByteBuffer());
        }
    }

    private static OnnxJavaType javaType(TensorInfo.OnnxTensorType type) {
        return switch (type) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> OnnxJavaType.FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> OnnxJavaType.FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> OnnxJavaType.UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> OnnxJavaType.INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> OnnxJavaType.INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> OnnxJavaType.INT64;
            default -> throw new IllegalArgumentException("outputs of " + type + " are not written");
        };
    }

    private static String name(OnnxJavaType type) {
        return TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static Tensor read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.limit() < HEADER_AT
                || !Arrays.equals(bytes.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || bytes.get(MAGIC.length) != 1) {
            throw new IOException(file + " is no .npy file of version 1.0; write it with numpy.save");
        }
        int headerLength = Short.toUnsignedInt(bytes.getShort(LENGTH_AT));
        String header = new String(bytes.array(), HEADER_AT, headerLength, StandardCharsets.ISO_8859_1);
        Matcher shape = SHAPE.matcher(header);
        Matcher type = TYPE.matcher(header);
        if (!type.find()
                || !TYPES.containsKey(type.group(1))
                || !header.contains("'fortran_order': False")
                || !shape.find()) {
            throw new IOException(file + " holds " + header.strip() + "; expected one of " + TYPES.keySet()
                    + " in C order");
        }
        long[] sizes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        // ONNX Runtime reads a direct buffer where it lies
        ByteBuffer values = ByteBuffer.allocateDirect(bytes.limit() - HEADER_AT - headerLength)
                .order(ByteOrder.nativeOrder());
        values.put(bytes.position(HEADER_AT + headerLength)).flip();
        return new Tensor(TYPES.get(type.group(1)), sizes, values);
    }

    private static void write(Tensor tensor, Path file) throws IOException {
        String shape = Arrays.stream(tensor.shape()).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '" + name(tensor.type()) + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        // the values start at a multiple of 64 bytes; the header is padded by blanks and ends in a line feed
        int unpadded = HEADER_AT + header.length() + 1;
        String padded = header + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
        int size = Math.addExact(HEADER_AT + padded.length(), tensor.values().remaining());
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded.length());
        bytes.put(padded.getBytes(StandardCharsets.ISO_8859_1));
        bytes.put(tensor.values());
        Files.write(file, bytes.array());
    }
}
