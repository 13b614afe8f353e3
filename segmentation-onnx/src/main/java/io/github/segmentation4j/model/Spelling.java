package io.github.segmentation4j.model;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the word that somebody probably meant. */
final class Spelling {
    /** More changed letters than this make another word. */
    private static final int MOST_CHANGES = 2;

    private Spelling() {}

    /** Returns the known word nearest to a given one, if one is near at all. */
    static Optional<String> nearest(String given, Set<String> known) {
        String word = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> changes(word, candidate) <= MOST_CHANGES)
                .min(Comparator.<String>comparingInt(candidate -> changes(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Returns how many letters have to be inserted, dropped or replaced (Levenshtein, 1966). */
    private static int changes(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
