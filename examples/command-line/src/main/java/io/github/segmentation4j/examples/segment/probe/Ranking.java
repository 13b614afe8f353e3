package io.github.segmentation4j.examples.segment.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Conventions in the order of their totals, and how firmly each holds its place.
 *
 * <p>Firmness comes from a bootstrap (Efron 1979): as many photos as there are, drawn from them with repetition, rank the
 * conventions anew, {@value #DRAWS} times; how often a convention comes first tells what another set of such photos might
 * have said. The draws are the same in every run.
 */
final class Ranking {
    private static final int DRAWS = 400;

    private static final long SEED = 20_240_607L;

    private Ranking() {}

    /** Returns the trials, all of the same photos, best first. */
    static List<RankedConvention> of(List<Trial> trials) {
        int[] wins = wins(trials);
        List<RankedConvention> ranked = new ArrayList<>();
        for (int i = 0; i < trials.size(); i++) {
            Trial trial = trials.get(i);
            ranked.add(new RankedConvention(
                    trial.convention(),
                    trial.measures(),
                    (double) wins[i] / DRAWS,
                    trial.photos().stream()
                            .map(photo -> photo.labels().toLabelMap())
                            .toList()));
        }
        // stable, so that of equals the more common one, which stands first, stays first
        ranked.sort(Comparator.comparingDouble(
                        (RankedConvention one) -> one.measures().total())
                .reversed());
        return ranked;
    }

    private static int[] wins(List<Trial> trials) {
        int[] wins = new int[trials.size()];
        if (trials.isEmpty()) {
            return wins;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        int photos = trials.get(0).photos().size();
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] drawn = random.ints(photos, 0, photos).toArray();
            int best = 0;
            double highest = -1;
            for (int i = 0; i < wins.length; i++) {
                double total = trials.get(i).measures(drawn).total();
                if (total > highest) {
                    highest = total;
                    best = i;
                }
            }
            wins[best]++;
        }
        return wins;
    }
}
