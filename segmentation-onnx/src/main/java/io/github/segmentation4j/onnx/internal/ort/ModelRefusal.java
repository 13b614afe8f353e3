package io.github.segmentation4j.onnx.internal.ort;

import ai.onnxruntime.OrtException;
import io.github.segmentation4j.InvalidModelException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What it means that ONNX Runtime refuses a model, and what to do about it.
 *
 * <p>The runtime tells kinds of refusal apart by its texts alone, which are those of 1.28.0. A text that is not known here
 * is passed on.
 */
final class ModelRefusal {

    /** What the model is, by the runtime's words for a refusal; the first rule that fits holds. */
    private record Rule(Pattern words, Sentence sentence) {
        static Rule of(String words, Sentence sentence) {
            return new Rule(Pattern.compile(words), sentence);
        }
    }

    /** Makes what follows the model's name in a sentence. */
    private interface Sentence {
        String of(MatchResult words, Refused refused);
    }

    /** What is told of a refusal: the reason in the runtime's words and its version. */
    private record Refused(String reason, String version) {}

    /** What all refusals have in common that concern weights in further files. */
    private static final Pattern EXTERNAL = Pattern.compile("external (?:data|initializer)", Pattern.CASE_INSENSITIVE);

    private static final String DOWNLOAD_AGAIN = "download both files again, or export the model again";

    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "Unsupported model IR version: (\\d+), max supported IR version: (\\d+)",
                    (words, refused) -> " has IR version " + words.group(1) + ", but the newest that ONNX Runtime "
                            + refused.version() + " reads is " + words.group(2)
                            + ": export it with an older version of onnx, set its ir_version to " + words.group(2)
                            + ", or put a newer ONNX Runtime on the class path"),
            Rule.of(
                    "Opset (\\d+) is under development.*?official support for domain (\\S+) is till opset (\\d+)",
                    (words, refused) -> " uses opset " + words.group(1) + " of " + words.group(2)
                            + ", but the newest that ONNX Runtime " + refused.version() + " runs is " + words.group(3)
                            + ": export it with opset_version=" + words.group(3)
                            + " or less, or put a newer ONNX Runtime"
                            + " on the class path"),
            Rule.of(
                    "Unrecognized attribute: (\\S+) for operator (\\S+)",
                    (words, refused) -> " gives an operator " + words.group(2) + " the attribute " + words.group(1)
                            + ", which that operator does not have in the opset that the file names: export it with a"
                            + " newer opset_version"),
            Rule.of(
                    "Mismatched attribute type in '\\s*:?\\s*(.*?)'\\. Expected: '(\\w+)', actual: '(\\w+)'",
                    (words, refused) -> " has an attribute " + words.group(1) + " of type " + words.group(3)
                            + ", but its operator takes " + words.group(2) + ": export it again"),
            Rule.of(
                    "External data path does not exist: \"?([^\"]*)\"?",
                    (words, refused) -> " keeps weights in a further file " + words.group(1)
                            + ", which does not exist: put that file beside the model, under that name"),
            Rule.of(
                    "External data path escapes .*?External data path: \"?(.*?)\"? resolved path: \"(.*?)\"",
                    (words, refused) -> " keeps weights in a further file " + words.group(1) + ", which leads to "
                            + words.group(2)
                            + " outside the model's folder, where ONNX Runtime reads nothing: copy that"
                            + " file, and no link to it, beside the model, or load the model by the path at which both"
                            + " files lie"),
            Rule.of(
                    "Absolute path not allowed for external data",
                    (words, refused) ->
                            " names a further file with weights by an absolute path, which ONNX Runtime does"
                                    + " not follow: export it again, with that file beside the model"),
            Rule.of(
                    "External initializer: (.*?) offset: (\\d+) size to read: (\\d+) given file_length: (\\d+)",
                    (words, refused) -> " keeps weights in a further file of " + words.group(4)
                            + " bytes, but its tensor \"" + words.group(1) + "\" needs " + words.group(3)
                            + " bytes there from byte " + words.group(2)
                            + " on, so that the file is truncated or belongs to another model: " + DOWNLOAD_AGAIN),
            Rule.of(
                    "TensorProto: (.*?) external data size mismatch. Computed size: (\\d+), external_data.length: (\\d+)",
                    (words, refused) -> " says that tensor \"" + words.group(1) + "\" has " + words.group(3)
                            + " bytes in a further file, but its shape needs " + words.group(2)
                            + ": export the model again"),
            Rule.of(
                    "(?i)bad allocation|bad_alloc|Failed to allocate memory",
                    (words, refused) -> " needs more memory than this process can have (" + refused.reason()
                            + "): give the process or its container more, or choose a smaller model"),
            Rule.of(
                    "Could not find an implementation for (\\S+?)\\(\\d+\\)",
                    (words, refused) -> " has an operator " + words.group(1) + " on a type of numbers for which ONNX"
                            + " Runtime " + refused.version()
                            + " has no implementation: export it in float32, or without"
                            + " that operator"),
            Rule.of(
                    "not acyclic|Duplicate definition|is not a graph input|Type Error|[Ii]nvalid model|"
                            + "Exception during initialization",
                    (words, refused) -> " is an ONNX model that ONNX Runtime " + refused.version() + " cannot run ("
                            + refused.reason()
                            + "): export it again, with another opset_version if that does not help"));

    private ModelRefusal() {}

    /**
     * Returns the exception for a model that cannot be loaded.
     *
     * @param version the runtime's version
     */
    static InvalidModelException of(ModelSource source, OrtException refusal, String version) {
        String whole = String.valueOf(refusal.getMessage());
        Refused refused = new Refused(OrtReason.of(refusal), version);
        if (source instanceof ModelSource.Bytes && EXTERNAL.matcher(whole).find()) {
            return new InvalidModelException(
                    source.name()
                            + " keeps weights in a further file, which nobody can find for a model given as bytes: load it by"
                            + " its path, or export it with all weights inside",
                    refusal);
        }
        Optional<String> operator = MissingOperator.in(whole, version);
        if (operator.isPresent()) {
            return new InvalidModelException(source.name() + operator.get(), refusal);
        }
        for (Rule rule : RULES) {
            Matcher words = rule.words().matcher(whole);
            if (words.find()) {
                return new InvalidModelException(
                        source.name() + rule.sentence().of(words.toMatchResult(), refused), refusal);
            }
        }
        Optional<String> other = ForeignFormat.of(source);
        return new InvalidModelException(
                source.name()
                        + other.map(kind -> " is " + kind)
                                .orElse(" is not an ONNX model that ONNX Runtime can load, perhaps another format or a"
                                        + " truncated file (" + refused.reason()
                                        + "): export or download the .onnx file again"),
                refusal);
    }
}
