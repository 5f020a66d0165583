package org.nightlight.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a jte template that are not said in both languages: in its text, its attributes and what it hands to others. */
final class TemplateWords {
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");

    /** Words that are the same in both languages. */
    private static final Pattern ALIKE =
            Pattern.compile("Nightlight|CyberTipline|\\b(?:tickets?|PDF|SHA-256)\\b|\\b[a-z]+(?:\\.[a-z]+)+\\b");

    private static final Pattern SPOKEN_ATTRIBUTE =
            Pattern.compile("\\b(aria-label|title|placeholder|alt|data-choose|data-insert)=\"([^\"]*)\"");
    private static final Pattern SPOKEN_PARAMETER =
            Pattern.compile("(?s)^\\s*(label|hint|title|legend|placeholder|text)\\s*=(.*)$");
    private static final Pattern DIRECTIVE =
            Pattern.compile("@(?:if|elseif|for|template[\\w.]*)\\(|@(?:else|endif|endfor)\\b|@(?:import|param)[^\n]*");
    private static final Pattern QUIET = Pattern.compile("(?s)<(kbd|code|svg|title)\\b.*?</\\1>");
    private static final Pattern MARK = Pattern.compile("\u0001(\\d+)\u0002");

    private final List<String> findings = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    private TemplateWords() {}

    static List<String> untranslated(String template) {
        TemplateWords words = new TemplateWords();
        words.look(template.replaceAll("(?s)<%--.*?--%>", ""));
        return words.findings;
    }

    private void look(String template) {
        String flat = flat(template);
        Matcher tags = Pattern.compile("<[^>]*>").matcher(flat);
        while (tags.find()) {
            Matcher spoken = SPOKEN_ATTRIBUTE.matcher(tags.group());
            while (spoken.find()) {
                said(spoken.group(2), spoken.group(1) + ": ");
            }
        }
        for (String text : QUIET.matcher(flat).replaceAll("").split("<[^>]*>")) {
            said(text, "");
        }
    }

    private void said(String text, String where) {
        String words =
                MARK.matcher(text).replaceAll(" ").replaceAll("&\\w+;", " ").strip();
        if (LETTERS.matcher(ALIKE.matcher(words).replaceAll("")).find()) {
            findings.add(where + words.replaceAll("\\s+", " "));
        }
        Matcher marks = MARK.matcher(text);
        while (marks.find()) {
            literals(expressions.get(Integer.parseInt(marks.group(1))), where);
        }
    }

    private void literals(String expression, String where) {
        SourceWords.of(expression).stream()
                .filter(literal -> LETTERS.matcher(ALIKE.matcher(literal.text()).replaceAll(""))
                                .find()
                        && !literal.isSaid())
                .filter(literal -> literal.calls().stream().allMatch(String::isEmpty))
                .forEach(literal -> findings.add(where + literal.text()));
    }

    /** The template with its expressions as marks and without its directives; what it calls is looked at on the way. */
    private String flat(String template) {
        StringBuilder flat = new StringBuilder();
        int at = 0;
        Matcher directive = DIRECTIVE.matcher(template);
        while (at < template.length()) {
            if (template.startsWith("${", at) || template.startsWith("$unsafe{", at)) {
                int open = template.indexOf('{', at);
                int end = end(template, open);
                expressions.add(template.substring(open + 1, end));
                flat.append('\u0001').append(expressions.size() - 1).append('\u0002');
                at = end + 1;
            } else if (template.startsWith("!{", at)) {
                int end = end(template, at + 1);
                assigned(template.substring(at + 2, end));
                at = end + 1;
            } else if (template.charAt(at) == '@'
                    && directive.region(at, template.length()).lookingAt()) {
                at = directive.end();
                if (directive.group().endsWith("(")) {
                    int end = end(template, at - 1);
                    if (directive.group().startsWith("@template")) {
                        handed(template.substring(at, end));
                    }
                    at = end + 1;
                }
            } else {
                flat.append(template.charAt(at++));
            }
        }
        return flat.toString();
    }

    /** What a line of Java keeps for later: sentences there are meant for the page. */
    private void assigned(String java) {
        SourceWords.of(java).stream()
                .filter(literal -> literal.text().matches("[^-].* .*|.*[A-Z].*")
                        && LETTERS.matcher(ALIKE.matcher(literal.text()).replaceAll(""))
                                .find()
                        && !literal.isSaid())
                .forEach(literal -> findings.add("set: " + literal.text()));
    }

    private void handed(String arguments) {
        for (String argument : parted(arguments)) {
            int content = argument.indexOf("@`");
            if (content >= 0) {
                look(argument.substring(content + 2, argument.lastIndexOf('`')));
                continue;
            }
            Matcher spoken = SPOKEN_PARAMETER.matcher(argument);
            if (spoken.find()) {
                literals(spoken.group(2), spoken.group(1) + " = ");
            }
        }
    }

    private static List<String> parted(String arguments) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int at = 0; at < arguments.length(); at++) {
            char sign = arguments.charAt(at);
            if (sign == '(' || sign == '{' || sign == '"' || sign == '`') {
                at = end(arguments, at);
            } else if (sign == ',') {
                parts.add(arguments.substring(begin, at));
                begin = at + 1;
            }
        }
        parts.add(arguments.substring(begin));
        return parts;
    }

    /** Where what opens at {@code open} ends, past strings and what opens within. */
    private static int end(String text, int open) {
        char opened = text.charAt(open);
        char closing = switch (opened) {
            case '(' -> ')';
            case '{' -> '}';
            default -> opened;
        };
        for (int at = open + 1; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == closing) {
                return at;
            } else if (opened == '"') {
                at += sign == '\\' ? 1 : 0;
            } else if (opened == '`') {
                at = text.startsWith("${", at) ? end(text, at + 1) : at;
            } else if (sign == '(' || sign == '{' || sign == '"' || sign == '`') {
                at = end(text, at);
            }
        }
        throw new IllegalArgumentException(
                "nothing closes " + text.substring(open, Math.min(text.length(), open + 60)));
    }
}
