package io.github.segmentation4j.examples.segment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a model on the web, given where a file is expected. This program fetches nothing; it says which command
 * does.
 *
 * <p>On Hugging Face's hub a page about a file ({@code /blob/}) is not the file ({@code /resolve/}), and a model in a folder
 * {@code onnx} is described by two files above it, so that three are fetched. The commands are for a POSIX shell and for
 * {@code cmd} alike: in double quotes, with whatever either shell would read as its own written as {@code %XX}.
 */
final class WebAddress {
    private static final Pattern WEB = Pattern.compile("(?i)https?:/.*", Pattern.DOTALL);

    private static final Pattern HUB = Pattern.compile(
            "(https?://huggingface\\.co/[^/?#]+/([^/?#]+))(?:/(?:tree|blob|resolve|raw)/([^/?#]+)/?([^?#]*))?/?(?:[?#].*)?");

    private static final String MODEL = "onnx/model.onnx";
    private static final String BRANCH = "main";

    /** Characters of addresses that stand for themselves within double quotes; curl reads brackets and braces as lists. */
    private static final String PLAIN = "-._~:/?#@&'()*+,;=%";

    private final String command;
    private final String file;

    private WebAddress(String command, String file) {
        this.command = command;
        this.file = file;
    }

    /** Returns the address that a value is, or nothing if it is none. */
    static Optional<WebAddress> of(String value) {
        if (!WEB.matcher(value).matches()) {
            return Optional.empty();
        }
        String address = quotable(value);
        Matcher hub = HUB.matcher(address);
        return Optional.of(hub.matches() ? onHub(hub) : elsewhere(address));
    }

    private static WebAddress onHub(Matcher hub) {
        String branch = Optional.ofNullable(hub.group(3)).orElse(BRANCH);
        String path = Optional.ofNullable(hub.group(4)).orElse("");
        boolean isModel = path.toLowerCase(Locale.ROOT).endsWith(".onnx");
        String model = isModel ? path : MODEL;
        String files = hub.group(1) + "/resolve/" + branch + "/";
        if (isModel && !path.contains("/")) {
            return single(files + path, path);
        }
        String folder = hub.group(2);
        return new WebAddress(
                "curl -fL --create-dirs -o \"" + folder + "/#1\" \"" + files + "{config.json,preprocessor_config.json,"
                        + model + "}\"",
                isModel ? folder + "/" + model : folder);
    }

    private static WebAddress elsewhere(String address) {
        String path = address.replaceFirst("[?#].*", "").replaceFirst("(?i)^https?:/+[^/]*", "");
        String name = path.substring(path.lastIndexOf('/') + 1);
        return single(address, name.isEmpty() ? "model.onnx" : name);
    }

    private static WebAddress single(String address, String file) {
        return new WebAddress("curl -fL -o \"" + file + "\" \"" + address + "\"", file);
    }

    private static String quotable(String value) {
        StringBuilder quotable = new StringBuilder();
        value.codePoints().forEach(character -> {
            if (character < 128 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0)) {
                quotable.appendCodePoint(character);
            } else {
                for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    quotable.append(String.format(Locale.ROOT, "%%%02X", octet & 0xFF));
                }
            }
        });
        return quotable.toString();
    }

    /** Returns the command that fetches the model, and the option that then names it. */
    String advice() {
        return "a web address, and nothing is fetched here: run  " + command + "  and give the path " + file;
    }
}
