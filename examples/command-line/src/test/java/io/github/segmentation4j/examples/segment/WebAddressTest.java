package io.github.segmentation4j.examples.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
    private static final String HUB = "https://huggingface.co/";

    private static String advice(String value) {
        return WebAddress.of(value).orElseThrow().advice();
    }

    private static void check(String value, String command, String file) {
        assertEquals(
                "a web address, and nothing is fetched here: run  " + command + "  and give the path " + file,
                advice(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve", "blob", "raw"})
    void aFileOnTheHubIsFetchedItselfNotThePageAboutIt(String kind) {
        check(
                HUB + "onnxmodelzoo/fcn-resnet50-12/" + kind + "/main/fcn-resnet50-12.onnx?download=true",
                "curl -fL -o \"fcn-resnet50-12.onnx\""
                        + " \"https://huggingface.co/onnxmodelzoo/fcn-resnet50-12/resolve/main/fcn-resnet50-12.onnx\"",
                "fcn-resnet50-12.onnx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/tree/main", "/tree/main/onnx"})
    void aRepositoryOnTheHubIsFetchedWithTheFilesThatDescribeIt(String end) {
        check(
                HUB + "Xenova/segformer_b0_clothes" + end,
                "curl -fL --create-dirs -o \"segformer_b0_clothes/#1\""
                        + " \"https://huggingface.co/Xenova/segformer_b0_clothes/resolve/main/"
                        + "{config.json,preprocessor_config.json,onnx/model.onnx}\"",
                "segformer_b0_clothes");
    }

    @Test
    void aVariantOnTheHubIsFetchedWithTheFilesThatDescribeIt() {
        check(
                HUB + "Xenova/modnet/blob/main/onnx/model_fp16.onnx",
                "curl -fL --create-dirs -o \"modnet/#1\" \"https://huggingface.co/Xenova/modnet/resolve/main/"
                        + "{config.json,preprocessor_config.json,onnx/model_fp16.onnx}\"",
                "modnet/onnx/model_fp16.onnx");
    }

    @ParameterizedTest
    @CsvSource({
        "http://models.example/a/net.onnx?v=2, http://models.example/a/net.onnx?v=2, net.onnx",
        "HTTPS://models.example/, HTTPS://models.example/, model.onnx",
        "https://models.example, https://models.example, model.onnx"
    })
    void anyOtherAddressIsFetchedAsItIs(String value, String address, String file) {
        check(value, "curl -fL -o \"" + file + "\" \"" + address + "\"", file);
    }

    @Test
    void whatAShellOrATerminalWouldObeyIsWrittenInHexadecimal() {
        String advice = advice("https://models.example/$(id)`x`\"!\\\u001b[31m{a,b} \u00e4.onnx");

        assertTrue(
                advice.contains("\"https://models.example/%24(id)%60x%60%22%21%5C%1B%5B31m%7Ba,b%7D%20%C3%A4.onnx\""),
                advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.onnx", "https.onnx", "httpsmodels/x.onnx", "ftp://models.example/x.onnx", ""})
    void aPathIsNone(String value) {
        assertTrue(WebAddress.of(value).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--model", "inspect", "tensor", "verify", "evaluate"})
    void everyCommandSaysSo(String command, @TempDir Path folder) {
        String address = HUB + "onnxmodelzoo/fcn-resnet50-12/resolve/main/fcn-resnet50-12.onnx";
        Path photo = folder.resolve("photo.png");
        List<Object> words = new ArrayList<>();
        if (!command.startsWith("--")) {
            words.add(command);
        }
        words.addAll(command.equals("inspect") ? List.of(address) : List.of("--model", address, photo));
        Outcome outcome = Outcome.of(new OnnxModels(), folder, words.toArray());

        assertEquals(2, outcome.exitCode());
        assertTrue(
                outcome.error().contains("curl -fL -o \"fcn-resnet50-12.onnx\" \"" + address + "\""), outcome.error());
        assertFalse(Files.exists(folder.resolve("fcn-resnet50-12.onnx")));
    }
}
