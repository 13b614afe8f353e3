package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.segmentation4j.ClassNames;
import io.github.segmentation4j.InvalidModelException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back, and no text throws anything but the exception for models. */
class SideCarProperties {

    @Provide
    Arbitrary<SizeRule> sizes() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 5000);
        Arbitrary<SizeRule> plain = Arbitraries.oneOf(
                Arbitraries.just(SizeRule.asIs()),
                Combinators.combine(sides, sides).as(SizeRule::fixed),
                sides.map(SizeRule::shortEdge),
                sides.map(side -> SizeRule.shortEdge(side, side + 7)),
                sides.map(SizeRule::longEdge),
                Combinators.combine(sides, sides).as(SizeRule::withinBox),
                sides.map(side -> SizeRule.withinEdges(side + 5, side)),
                Combinators.combine(sides, sides, sides).as(SizeRule::nearest));
        return Combinators.combine(plain, Arbitraries.integers().between(0, 64))
                .as((rule, stride) ->
                        stride == 0 ? rule : stride % 2 == 0 ? rule.multipleOf(stride) : rule.multipleBelow(stride));
    }

    @Provide
    Arbitrary<ModelSpec> specs() {
        Arbitrary<Double> doubles = Arbitraries.doubles().between(0.001, 300).ofScale(6);
        Arbitrary<Padding> paddings = Combinators.combine(
                        sizes(),
                        Arbitraries.of(PaddingSide.class),
                        Arbitraries.oneOf(
                                doubles.map(Padding.Fill.Input::new),
                                Arbitraries.integers().between(0, 255).map(Padding.Fill::gray),
                                Arbitraries.just(new Padding.Fill.Color(3, 2, 1))))
                .as(Padding.Extend::new);
        Arbitrary<ModelSpec> inputs = Combinators.combine(
                        sizes().optional(),
                        Arbitraries.of(Resampling.class).optional(),
                        doubles.optional(),
                        doubles.optional(),
                        paddings.optional(),
                        Arbitraries.of(ElementType.class).optional(),
                        Arbitraries.strings().ofMinLength(1).optional())
                .as((size, filter, scale, mean, padding, type, name) -> {
                    ModelSpec.Builder spec = ModelSpec.builder();
                    size.ifPresent(spec::size);
                    filter.ifPresent(spec::resampling);
                    scale.ifPresent(spec::scale);
                    mean.ifPresent(value -> spec.mean(value, -value, 0).std(List.of(value, 1.0, 2.0)));
                    padding.ifPresent(spec::padding);
                    type.ifPresent(spec::elementType);
                    name.ifPresent(spec::input);
                    return spec.build();
                });
        return Combinators.combine(
                        inputs,
                        Arbitraries.of(OutputKind.class).optional(),
                        Arbitraries.of(TensorLayout.class).optional(),
                        doubles.optional(),
                        Arbitraries.of(
                                        ClassNames.pascalVoc(),
                                        ClassNames.cityscapes(),
                                        ClassNames.ade20k(),
                                        ClassNames.of("sky", "\"sea\"\n"))
                                .optional())
                .as((spec, kind, layout, threshold, names) -> {
                    ModelSpec.Builder builder = spec.toBuilder();
                    kind.ifPresent(builder::outputKind);
                    layout.ifPresent(builder::outputLayout);
                    threshold.ifPresent(builder::threshold);
                    names.ifPresent(builder::classNames);
                    return builder.build();
                });
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("specs") ModelSpec spec) {
        assertEquals(spec, SideCar.read("the file", SideCar.toJson(spec)));
    }

    @Property
    void aDamagedFileIsReadOrRefused(@ForAll("specs") ModelSpec spec, @ForAll int place, @ForAll("marks") String mark) {
        String json = SideCar.toJson(spec);
        int at = Math.floorMod(place, json.length());
        String damaged = json.substring(0, at) + mark + json.substring(Math.min(json.length(), at + 1));
        try {
            SideCar.read("the file", damaged);
        } catch (InvalidModelException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> marks() {
        return Arbitraries.of("", "{", "}", "[", "]", "\"", ",", ":", "-", "e9", "null", "9", "x", "\u0000", "1e999");
    }
}
