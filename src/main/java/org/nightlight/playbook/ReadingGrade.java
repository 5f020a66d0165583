package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How hard a text is to read.
 *
 * <p>English: the grade of school by Kincaid, Fishburne, Rogers and Chissom (1975, Navy Research Branch Report 8-75),
 * 0.39 words/sentence + 11.8 syllables/word - 15.59. Spanish: the ease by Fernández Huerta (1959, Medidas sencillas de
 * lecturabilidad, Consigna 214), 206.84 - 60 syllables/word - 1.02 words/sentence, read as Law corrected it (2011, LINGUIST
 * List 22.2332). Its scale gives 90 to 100 to the fourth grade and ten points to each grade, so that 100 and more is below
 * the fourth. Syllables are counted by spelling, which is exact enough for short words.
 */
public final class ReadingGrade {
    /** The highest English grade of an answer. */
    static final double HARDEST_ENGLISH = 3.0;
    /** The least Spanish ease of an answer. */
    static final double HARDEST_SPANISH = 100;

    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:'\\p{L}+)*");
    private static final Pattern SENTENCE = Pattern.compile("[^.:;?!\\n]*\\p{L}[^.:;?!\\n]*");
    private static final Pattern VOWELS = Pattern.compile("[aeiouáéíóúüy]+");

    private ReadingGrade() {}

    public static boolean isEasy(String text, String language) {
        return language.equals("es") ? spanishEase(text) >= HARDEST_SPANISH : englishGrade(text) <= HARDEST_ENGLISH;
    }

    /** Such as {@code grade 1.2 (Flesch-Kincaid), at most 3}. */
    public static String said(String text, String language) {
        return language.equals("es")
                ? String.format(
                        java.util.Locale.ROOT,
                        say(
                                "ease %.1f (Fernández Huerta), at least %.0f",
                                "facilidad %.1f (Fernández Huerta), al menos %.0f"),
                        spanishEase(text),
                        HARDEST_SPANISH)
                : String.format(
                        java.util.Locale.ROOT,
                        say(
                                "grade %.1f (Flesch-Kincaid), at most %.0f",
                                "grado %.1f (Flesch-Kincaid), un máximo de %.0f"),
                        englishGrade(text),
                        HARDEST_ENGLISH);
    }

    static double englishGrade(String text) {
        Count count = Count.of(text, false);
        return 0.39 * count.wordsPerSentence() + 11.8 * count.syllablesPerWord() - 15.59;
    }

    static double spanishEase(String text) {
        Count count = Count.of(text, true);
        return 206.84 - 60 * count.syllablesPerWord() - 1.02 * count.wordsPerSentence();
    }

    private record Count(int sentences, int words, int syllables) {
        static Count of(String text, boolean spanish) {
            String plain = text.replace('’', '\'').toLowerCase(java.util.Locale.ROOT);
            int words = 0;
            int syllables = 0;
            Matcher word = WORD.matcher(plain);
            while (word.find()) {
                words++;
                String letters = word.group().replace("'", "");
                syllables += spanish ? spanishSyllables(letters) : englishSyllables(letters);
            }
            int sentences = (int) SENTENCE.matcher(plain).results().count();
            return new Count(Math.max(1, sentences), Math.max(1, words), syllables);
        }

        double wordsPerSentence() {
            return (double) words / sentences;
        }

        double syllablesPerWord() {
            return (double) syllables / words;
        }
    }

    /** Groups of vowels; a last e and most endings in -ed and -es are silent. */
    static int englishSyllables(String word) {
        String heard = word;
        if (word.endsWith("e") && !word.matches(".*[^aeiouy]le")) {
            heard = word.substring(0, word.length() - 1);
        } else if (word.length() > 3 && word.matches(".*(?:[^td]ed|[^scxzgh]es)")) {
            heard = word.substring(0, word.length() - 2);
        }
        return Math.max(1, (int) VOWELS.matcher(heard).results().count());
    }

    /** Groups of vowels; two strong ones, or a stressed weak one, stand in two syllables. */
    static int spanishSyllables(String word) {
        String heard = word.replaceAll("(?<=[qg])u(?=[eiéí])", "").replaceAll("y(?=[aeiouáéíóúü])", "-");
        int syllables = 0;
        Matcher group = VOWELS.matcher(heard);
        while (group.find()) {
            syllables++;
            String vowels = group.group();
            for (int i = 1; i < vowels.length(); i++) {
                boolean apart = isStrong(vowels.charAt(i - 1)) && isStrong(vowels.charAt(i))
                        || "íú".indexOf(vowels.charAt(i - 1)) >= 0
                        || "íú".indexOf(vowels.charAt(i)) >= 0;
                syllables += apart ? 1 : 0;
            }
        }
        return Math.max(1, syllables);
    }

    private static boolean isStrong(char vowel) {
        return "aeoáéó".indexOf(vowel) >= 0;
    }
}
