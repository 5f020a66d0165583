package org.nightlight.safety;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds what is written in a language that no pack reads. Each sentence is asked, and the whole, since a plea may follow
 * a greeting in another tongue. Short or name-like texts that show no language are left to the packs.
 */
final class LanguageLayer implements Layer {
    /** Fewest words in a sentence from which a language can be told. */
    private static final int TELLING = 4;
    /** So many words without a single known one are no language that we read. */
    private static final int STRANGE = 7;
    /** Letters of other scripts that make a sentence by themselves. */
    private static final int FOREIGN = 12;

    private final Languages languages;

    LanguageLayer(Languages languages) {
        this.languages = languages;
    }

    @Override
    public String version() {
        return "languages-" + languages.version();
    }

    @Override
    public void read(Statement.Part part, boolean story, Deadline deadline, Consumer<Finding> sink) {
        Fold fold = Fold.of(part.raw());
        if (isOtherScript(fold) || isOtherLanguage(fold, deadline)) {
            sink.accept(Finding.held(Screening.HELD_LANGUAGE, part.where()));
        }
    }

    private static boolean isOtherScript(Fold fold) {
        return fold.foreign() >= FOREIGN || fold.foreign() >= 2 && fold.foreign() * 3 > fold.latin() + fold.foreign();
    }

    private boolean isOtherLanguage(Fold fold, Deadline deadline) {
        Tally whole = new Tally();
        Tally sentence = new Tally();
        int start = -1;
        for (int i = 0; i <= fold.length(); i++) {
            if ((i & 0xfff) == 0) {
                deadline.check();
            }
            char c = i < fold.length() ? fold.at(i) : '.';
            boolean inside = Character.isLetter(c) || c == '\'' && start >= 0;
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                if (i - start < 24 && !isPartOfNumber(fold, start, i)) {
                    String word = fold.text(start, i).replace("'", "");
                    whole.count(word);
                    sentence.count(word);
                }
                start = -1;
            }
            if (c == '.' || c == '!' || c == '?' || c == '\n') {
                if (sentence.isOther()) {
                    return true;
                }
                if (sentence.words >= TELLING) {
                    sentence = new Tally();
                }
            }
        }
        return whole.isOther();
    }

    /** Ids of machines are letters among digits; such letters are words of no language. */
    private static boolean isPartOfNumber(Fold fold, int start, int end) {
        return start > 0 && Character.isDigit(fold.at(start - 1))
                || end < fold.length() && Character.isDigit(fold.at(end));
    }

    private final class Tally {
        private final int[] hits = new int[languages.names().size()];
        /** Each word tells once: a name that is written again and again is no further sign. */
        private final Set<String> told = new HashSet<>();

        private int words;

        void count(String word) {
            if (word.length() > 1 || word.equals("i")) {
                words++;
            }
            int[] speakers = languages.byWord().getOrDefault(word, Classes.NONE);
            if (speakers.length > 0 && told.add(word)) {
                for (int language : speakers) {
                    hits[language]++;
                }
            }
        }

        boolean isOther() {
            int judged = 0;
            int other = 0;
            for (int i = 0; i < hits.length; i++) {
                if (i < languages.judged()) {
                    judged = Math.max(judged, hits[i]);
                } else {
                    other = Math.max(other, hits[i]);
                }
            }
            return words >= TELLING && other >= 2 && other > judged || words >= STRANGE && judged == 0;
        }
    }
}
