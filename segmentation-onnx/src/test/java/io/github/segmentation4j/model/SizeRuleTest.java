package io.github.segmentation4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SizeRuleTest {

    @Test
    void asIsKeepsTheSize() {
        assertEquals(new ImageSize(17, 5), SizeRule.asIs().apply(17, 5));
    }

    @Test
    void fixedGivesOneSize() {
        assertEquals(new ImageSize(64, 48), SizeRule.fixed(64, 48).apply(17, 5));
    }

    @Test
    void theShortEdgeTruncatesTheLongOneAsTorchvisionDoes() {
        SizeRule rule = SizeRule.shortEdge(520);
        assertEquals(new ImageSize(693, 520), rule.apply(640, 480));
        assertEquals(new ImageSize(520, 693), rule.apply(480, 640));
        assertEquals(new ImageSize(781, 520), rule.apply(451, 300));
        assertEquals(new ImageSize(520, 520), rule.apply(512, 512));
        assertEquals(new ImageSize(698, 520), rule.apply(211, 157));
    }

    @Test
    void oneSideLeavesTheOtherToTheRatio() {
        assertEquals(new ImageSize(693, 520), SizeRule.height(520).apply(640, 480));
        assertEquals(new ImageSize(390, 520), SizeRule.height(520).apply(480, 640));
        assertEquals(new ImageSize(520, 693), SizeRule.width(520).apply(480, 640));
        assertEquals(new ImageSize(1, 24), SizeRule.height(24).apply(1, 100));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.height(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> SizeRule.width(Integer.MAX_VALUE).apply(1, 2));
    }

    @Test
    void theLongEdgeTruncatesTheShortOne() {
        assertEquals(new ImageSize(512, 384), SizeRule.longEdge(512).apply(640, 480));
        assertEquals(new ImageSize(341, 512), SizeRule.longEdge(512).apply(100, 150));
        assertEquals(new ImageSize(512, 1), SizeRule.longEdge(512).apply(10_000, 1));
    }

    @Test
    void multiplesAreRoundedUp() {
        SizeRule rule = SizeRule.shortEdge(520).multipleOf(32);
        assertEquals(new ImageSize(704, 544), rule.apply(640, 480));
        assertEquals(new ImageSize(32, 64), SizeRule.asIs().multipleOf(32).apply(1, 33));
        assertEquals(new ImageSize(32, 64), SizeRule.asIs().multipleOf(32).apply(32, 64));
    }

    @Test
    void theShortEdgeYieldsToTheLimitOfTheLongOne() {
        SizeRule rule = SizeRule.shortEdge(800, 1333);
        assertEquals(new ImageSize(1066, 800), rule.apply(640, 480));
        // raw = 1333 * 100 / 300 = 444.33
        assertEquals(new ImageSize(444, 1333), rule.apply(100, 300));
        assertEquals(new ImageSize(1333, 444), rule.apply(300, 100));
        // raw = 1333 * 360 / 640 = 749.8125
        assertEquals(new ImageSize(1333, 750), rule.apply(640, 360));
        // raw = 5 / 2, one half to the even number
        assertEquals(new ImageSize(2, 5), SizeRule.shortEdge(4, 5).apply(3, 6));
        assertEquals(new ImageSize(799, 599), SizeRule.shortEdge(800, 799).apply(640, 480));
    }

    @Test
    void aBoxHoldsTheImageWithItsRatio() {
        SizeRule rule = SizeRule.withinBox(640, 640);
        assertEquals(new ImageSize(640, 480), rule.apply(640, 480));
        assertEquals(new ImageSize(640, 427), rule.apply(300, 200));
        // 0.5 goes to the even number, as Python's round does: 5 * 0.5 = 2.5, 7 * 0.5 = 3.5
        assertEquals(new ImageSize(10, 2), SizeRule.withinBox(10, 10).apply(20, 5));
        assertEquals(new ImageSize(10, 4), SizeRule.withinBox(10, 10).apply(20, 7));
        assertEquals(new ImageSize(10, 1), SizeRule.withinBox(10, 10).apply(10_000, 1));
    }

    @Test
    void aBoxMayTruncate() {
        SizeRule rule = SizeRule.withinBoxTruncated(640, 640);
        assertEquals(new ImageSize(640, 426), rule.apply(300, 200));
        assertEquals("within 640x640, truncated", rule.toString());
    }

    @Test
    void theLeastSizeLeavesLargerSidesAlone() {
        SizeRule rule = SizeRule.atLeast(640, 480);
        assertEquals(new ImageSize(640, 900), rule.apply(3, 900));
        assertEquals("at least 640x480", rule.toString());
    }

    @Test
    void edgesHoldTheImageAsMmcvDoes() {
        SizeRule rule = SizeRule.withinEdges(64, 96);
        assertEquals(new ImageSize(86, 64), rule.apply(211, 157));
        assertEquals(new ImageSize(31, 96), rule.apply(37, 113));
        assertEquals(new ImageSize(2048, 1024), SizeRule.withinEdges(1024, 2048).apply(2048, 1024));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.withinEdges(96, 64));
    }

    @Test
    void multiplesAreRoundedDownButNotToNothing() {
        SizeRule rule = SizeRule.shortEdge(520).multipleBelow(32);
        assertEquals(new ImageSize(672, 512), rule.apply(640, 480));
        assertEquals(new ImageSize(32, 32), SizeRule.asIs().multipleBelow(32).apply(1, 63));
        assertEquals(new ImageSize(32, 64), SizeRule.asIs().multipleBelow(32).apply(32, 64));
        assertEquals(
                "as is, rounded down to a multiple of 32",
                SizeRule.asIs().multipleBelow(32).toString());
        assertThrows(IllegalArgumentException.class, () -> SizeRule.asIs().multipleBelow(0));
    }

    @Property
    void theShortEdgeIsExactAndTheRatioKept(
            @ForAll @IntRange(min = 1, max = 5000) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @IntRange(min = 1, max = 2000) int edge) {
        ImageSize size = SizeRule.shortEdge(edge).apply(width, height);
        assertEquals(edge, Math.min(size.width(), size.height()));
        // Python's int(size * long / short)
        int expected = (int) ((double) ((long) edge * Math.max(width, height)) / Math.min(width, height));
        assertEquals(expected, Math.max(size.width(), size.height()));
    }

    @Test
    void impossibleNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SizeRule.shortEdge(0));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.longEdge(-1));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.fixed(1, 0));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.asIs().multipleOf(0));
        assertThrows(IllegalArgumentException.class, () -> SizeRule.asIs().apply(0, 1));
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> SizeRule.shortEdge(2_000_000_000).apply(1, 3));
        assertTrue(e.getMessage().contains("another size rule"), e.getMessage());
    }

    @Test
    void rulesReadLikeASentence() {
        assertEquals(
                "short edge 520, rounded up to a multiple of 32",
                SizeRule.shortEdge(520).multipleOf(32).toString());
    }
}
