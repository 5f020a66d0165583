package org.nightlight.playbook;

import static org.nightlight.shared.Spoken.say;

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
            return List.of(say(
                    "it has no words. Write what the child should read",
                    "no tiene palabras. Escribe lo que debe leer el niño o niña"));
        }
        if (text.length() > LONGEST) {
            faults.add(say("it has ", "tiene ")
                    + text.length()
                    + say(" characters. Use at most ", " caracteres. Usa un máximo de ")
                    + LONGEST);
        }
        find(faults, MARKS, plain, say("end the sentence with a full stop", "termina la frase con un punto"));
        find(
                faults,
                PICTURES,
                plain,
                say("take out the emoji; words are enough", "quita el emoji; bastan las palabras"));
        find(
                faults,
                QUESTION,
                plain,
                say(
                        "an answer asks nothing. Say what happens next instead",
                        "una respuesta no pregunta nada. Di mejor qué pasa después"));
        find(
                faults,
                NUMBER,
                plain,
                say(
                        "take out the number; the help card brings those of the child's country, checked",
                        "quita el número; la tarjeta de ayuda trae los del país del niño o niña, revisados"));
        find(
                faults,
                LINK,
                plain,
                say(
                        "take out the address; the help card brings what the child can use",
                        "quita la dirección; la tarjeta de ayuda trae lo que el niño o niña puede usar"));
        find(faults, HOLE, plain, say("an answer has no holes to fill", "una respuesta no tiene huecos que llenar"));
        for (AnswerRules.Rule rule : AnswerRules.ALL) {
            find(faults, rule.words(), rule.without(plain), rule.instead());
        }
        if (!ReadingGrade.isEasy(text, language)) {
            faults.add(say("it is too hard to read, ", "es demasiado difícil de leer, ")
                    + ReadingGrade.said(text, language)
                    + say(". Use shorter words and shorter sentences", ". Usa palabras y frases más cortas"));
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
