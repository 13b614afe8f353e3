package io.github.segmentation4j.model.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import io.github.segmentation4j.model.AlphaHandling;
import io.github.segmentation4j.model.ChannelOrder;
import io.github.segmentation4j.model.Crop;
import io.github.segmentation4j.model.ElementType;
import io.github.segmentation4j.model.ImageSize;
import io.github.segmentation4j.model.ModelSpec;
import io.github.segmentation4j.model.Normalization;
import io.github.segmentation4j.model.OutputKind;
import io.github.segmentation4j.model.Padding;
import io.github.segmentation4j.model.PaddingSide;
import io.github.segmentation4j.model.Placement;
import io.github.segmentation4j.model.ProcessorBackend;
import io.github.segmentation4j.model.Resampling;
import io.github.segmentation4j.model.SizeRule;
import io.github.segmentation4j.model.TensorLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class SideCarProperties {
    private static final String EVERY_KEY =
            "{\"version\": 1, \"input\": {\"name\": \"x\", \"size\": {\"short_edge\": 9,"
                    + " \"multiple_of\": 2}, \"scale\": \"1/255\", \"mean\": [1, 2, 3], \"std\": 4, \"crop\": {\"center\":"
                    + " {\"width\": 9, \"height\": 8}}, \"padding\": {\"to\": {\"width\": 9, \"height\": 8}, \"color\": [1, 2,"
                    + " 3]}, \"alpha\": \"#010203\", \"layout\": \"NHWC\"}, \"output\": {\"kind\": \"logits\", \"threshold\":"
                    + " 0.5}, \"classes\": {\"0\": \"a\", \"1\": \"b\"}, \"ignored_label\": 255}";

    @Property
    void aWrittenSideCarReadsAsTheSame(@ForAll("specs") ModelSpec spec) throws IOException {
        Path folder = Files.createTempDirectory("side-car");
        Path file = folder.resolve("model.segmentation.json");
        try {
            SideCar.write(spec, file);
            assertEquals(spec, SideCar.read(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    @Property
    void anyBytesAreReadOrRefused(@ForAll @Size(max = 40) byte[] bytes) {
        readOrRefuse(bytes);
    }

    @Property
    void damagedFilesAreReadOrRefused(
            @ForAll @IntRange(max = 500) int place, @ForAll @StringLength(max = 4) String damage) {
        readOrRefuse(damaged(place, damage));
    }

    @Property
    void damagedSyntaxIsReadOrRefused(
            @ForAll @IntRange(max = 500) int place, @ForAll @IntRange(max = 20) int character) {
        readOrRefuse(damaged(place, String.valueOf("{}[]:,\"\\-+.eE0129tfnu".charAt(character))));
    }

    private static void readOrRefuse(byte[] json) {
        try {
            ModelSpec spec = SideCar.read(new ByteArrayInputStream(json));
            assertEquals(spec, SideCar.read(new ByteArrayInputStream(json)));
        } catch (InvalidModelException e) {
            assertTrue(e.getMessage().startsWith("model.segmentation.json"), e.getMessage());
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
    }

    private static byte[] damaged(int place, String damage) {
        int start = place % EVERY_KEY.length();
        int end = Math.min(EVERY_KEY.length(), start + damage.length());
        return (EVERY_KEY.substring(0, start) + damage + EVERY_KEY.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    @Provide
    Arbitrary<ModelSpec> specs() {
        Arbitrary<ModelSpec.Builder> inputs = Combinators.combine(
                        names().optional(),
                        alphas().optional(),
                        Arbitraries.of(ChannelOrder.class).optional(),
                        sizes().optional(),
                        Arbitraries.of(Resampling.class).optional(),
                        Arbitraries.of(ProcessorBackend.class).optional(),
                        Arbitraries.oneOf(
                                        Arbitraries.just(Crop.none()),
                                        boxes().map(box -> Crop.center(box.width(), box.height())))
                                .optional(),
                        normalizations())
                .as((name, alpha, order, size, filter, processor, crop, builder) -> {
                    name.ifPresent(builder::input);
                    alpha.ifPresent(builder::alphaHandling);
                    order.ifPresent(builder::channelOrder);
                    size.ifPresent(builder::size);
                    filter.ifPresent(builder::resampling);
                    processor.ifPresent(builder::processor);
                    crop.ifPresent(builder::crop);
                    return builder;
                });
        Arbitrary<ModelSpec.Builder> padded = Combinators.combine(
                        inputs, paddings().optional())
                .as((builder, padding) -> {
                    padding.ifPresent(builder::padding);
                    return builder;
                });
        return Combinators.combine(
                        padded,
                        Arbitraries.of(TensorLayout.class).optional(),
                        Arbitraries.of(ElementType.class).optional(),
                        names().optional(),
                        names().optional(),
                        Arbitraries.of(OutputKind.class).optional(),
                        floats().optional(),
                        classes().optional())
                .as((builder, layout, type, output, masks, kind, threshold, classes) -> {
                    layout.ifPresent(builder::layout);
                    layout.ifPresent(builder::outputLayout);
                    type.ifPresent(builder::elementType);
                    output.ifPresent(builder::output);
                    masks.ifPresent(builder::maskOutput);
                    kind.ifPresent(builder::outputKind);
                    kind.filter(one -> one == OutputKind.LABELS)
                            .ifPresent(one -> builder.labelResampling(Resampling.OPENCV_NEAREST));
                    threshold.ifPresent(builder::threshold);
                    kind.filter(one -> one == OutputKind.LOGITS)
                            .ifPresent(one -> builder.placement(Placement.STRETCHED));
                    classes.ifPresent(builder::classNames);
                    return builder.build();
                });
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(5), Arbitraries.just("half a pair: \ud83d"));
    }

    private static Arbitrary<ImageSize> boxes() {
        return Combinators.combine(pixels(), pixels()).as(ImageSize::new);
    }

    private static Arbitrary<Integer> pixels() {
        return Arbitraries.integers().greaterOrEqual(1);
    }

    private static Arbitrary<Double> floats() {
        return Arbitraries.doubles().between(-1e30, 1e30).ofScale(12);
    }

    private static Arbitrary<AlphaHandling> alphas() {
        return Arbitraries.oneOf(
                Arbitraries.just(AlphaHandling.drop()),
                Arbitraries.integers().between(0, 0xFFFFFF).map(rgb -> AlphaHandling.compositeOn(rgb)));
    }

    private static Arbitrary<SizeRule> sizes() {
        Arbitrary<int[]> edges =
                Combinators.combine(pixels(), pixels()).as((a, b) -> new int[] {Math.min(a, b), Math.max(a, b)});
        Arbitrary<SizeRule> bases = Arbitraries.oneOf(List.of(
                Arbitraries.just(SizeRule.asIs()),
                boxes().map(SizeRule::fixed),
                pixels().map(SizeRule::width),
                pixels().map(SizeRule::height),
                pixels().map(SizeRule::shortEdge),
                edges.map(pair -> SizeRule.shortEdge(pair[0], pair[1])),
                pixels().map(SizeRule::longEdge),
                boxes().map(box -> SizeRule.withinBox(box.width(), box.height())),
                boxes().map(box -> SizeRule.withinBoxTruncated(box.width(), box.height())),
                Combinators.combine(boxes(), pixels())
                        .as((box, multiple) -> SizeRule.nearest(box.width(), box.height(), multiple)),
                Combinators.combine(boxes(), pixels())
                        .as((box, multiple) -> SizeRule.nearestStretched(box.width(), box.height(), multiple)),
                boxes().map(box -> SizeRule.atLeast(box.width(), box.height())),
                edges.map(pair -> SizeRule.withinEdges(pair[0], pair[1]))));
        Arbitrary<SizeRule> rounded = Combinators.combine(bases, pixels()).as(SizeRule::multipleOf);
        Arbitrary<SizeRule> roundedTwice =
                Combinators.combine(Arbitraries.oneOf(bases, rounded), pixels()).as(SizeRule::multipleBelow);
        return Arbitraries.oneOf(bases, rounded, roundedTwice);
    }

    private static Arbitrary<Padding> paddings() {
        Arbitrary<Integer> samples = Arbitraries.integers().between(0, 255);
        Arbitrary<Padding> empty = Combinators.combine(sizes(), Arbitraries.of(PaddingSide.class))
                .as((size, side) -> Padding.to(size).withSide(side));
        return Arbitraries.oneOf(
                Arbitraries.just(Padding.none()),
                Combinators.combine(empty, samples).as(Padding::withGray),
                Combinators.combine(empty, Arbitraries.integers().between(0, 0xFFFFFF))
                        .as((padding, rgb) -> padding.withColor(rgb)),
                Combinators.combine(empty, floats()).as(Padding::withInput));
    }

    private static Arbitrary<ModelSpec.Builder> normalizations() {
        Arbitrary<ModelSpec.Builder> parts = Combinators.combine(
                        Arbitraries.oneOf(
                                        Arbitraries.of(1.0, 1 / 255.0, 1 / 127.5, 1e-40),
                                        floats().filter(value -> value != 0))
                                .optional(),
                        floats().list().ofSize(3).optional(),
                        Arbitraries.doubles()
                                .between(1e-6, 1e30)
                                .ofScale(12)
                                .list()
                                .ofSize(3)
                                .optional())
                .as((scale, mean, std) -> {
                    ModelSpec.Builder builder = ModelSpec.builder();
                    scale.ifPresent(builder::scale);
                    mean.ifPresent(builder::mean);
                    std.ifPresent(builder::std);
                    return builder;
                });
        Arbitrary<ModelSpec.Builder> known = Arbitraries.of(
                        Normalization.imageNet(),
                        SideCarWords.inOrder(Normalization.imageNet(), Optional.of(ChannelOrder.BGR)),
                        Normalization.unit(),
                        Normalization.plusMinusOne(),
                        Normalization.none())
                .map(normalization -> ModelSpec.builder().normalization(normalization));
        return Arbitraries.oneOf(parts, known);
    }

    private static Arbitrary<ClassNames> classes() {
        Arbitrary<ClassNames> unnumbered = Arbitraries.oneOf(
                Arbitraries.of(ClassNames.pascalVoc(), ClassNames.cityscapes(), ClassNames.ade20k()),
                names().set().ofMinSize(1).ofMaxSize(40).map(set -> ClassNames.of(List.copyOf(set))),
                Arbitraries.just(ClassNames.of(ClassNames.pascalVoc().names())));
        return Combinators.combine(
                        unnumbered, Arbitraries.integers().between(0, 65_535).optional())
                .as((names, ignored) -> ignored.map(names::ignoring).orElse(names));
    }
}
