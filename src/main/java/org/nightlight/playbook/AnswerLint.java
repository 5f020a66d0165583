package org.nightlight.playbook;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not stand in an answer to a child, whoever wrote it. Each fault names the words and what to write instead; all
 * are told at once. English and Spanish rules hold for every text, so that a text under the wrong language passes neither.
 */
public final class AnswerLint {
    private static final int LONGEST = 1200;
    private static final Pattern MARKS = Pattern.compile("[!¡]");
    private static final Pattern PICTURES =
            Pattern.compile("\\p{IsExtended_Pictographic}|(?<!\\w)[:;=]-?[()dp/|](?!\\w)|<3");
    private static final Pattern QUESTION = Pattern.compile("[?¿]");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d -]*");
    private static final Pattern LINK =
            Pattern.compile("(?i)https?:\\S*|www\\.\\S*|\\S*@\\S*|\\b\\w+\\.(?:com|org|net|gov|edu)\\b");
    private static final Pattern HOLE = Pattern.compile("[{}]");

    private AnswerLint() {}

    /** One line for each thing to change; empty when the text may go to a child. */
    public static List<String> faults(String text, String language) {
        List<String> faults = new ArrayList<>();
        String plain = plain(text);
        if (plain.isBlank()) {
            return List.of("it has no words. Write what the child should read");
        }
        if (text.length() > LONGEST) {
            faults.add("it has " + text.length() + " characters. Use at most " + LONGEST);
        }
        find(faults, MARKS, plain, "end the sentence with a full stop");
        find(faults, PICTURES, plain, "take out the emoji; words are enough");
        find(faults, QUESTION, plain, "an answer asks nothing. Say what happens next instead");
        find(faults, NUMBER, plain, "take out the number; the help card brings those of the child's country, checked");
        find(faults, LINK, plain, "take out the address; the help card brings what the child can use");
        find(faults, HOLE, plain, "an answer has no holes to fill");
        for (AnswerRules.Rule rule : AnswerRules.ALL) {
            find(faults, rule.words(), rule.without(plain), rule.instead());
        }
        if (!ReadingGrade.isEasy(text, language)) {
            faults.add("it is too hard to read, " + ReadingGrade.said(text, language)
                    + ". Use shorter words and shorter sentences");
        }
        return List.copyOf(faults);
    }

    private static void find(List<String> faults, Pattern pattern, String text, String instead) {
        Matcher matcher = pattern.matcher(text);
        List<String> told = new ArrayList<>();
        while (matcher.find()) {
            String found = matcher.group().strip();
            if (!told.contains(found)) {
                told.add(found);
                faults.add("'" + found + "': " + instead);
            }
        }
    }

    /** One kind and size of letter, apostrophe and blank: no rule is missed for the way in which something was typed. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replace('’', '\'')
                .replace('‘', '\'')
                .replaceAll("[\\p{Cf}&&[^\\u200D]]", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
