package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word of these templates stands in both languages: none stands beside {@code say(…)}. */
class SpokenTemplatesTest {
    private static final Path FOLDER = Path.of("src/main/jte/desk");

    private static final Pattern SPOKEN =
            Pattern.compile("say\\(\\s*\"(?:[^\"\\\\]|\\\\.)*\",\\s*\"(?:[^\"\\\\]|\\\\.)*\"\\)");
    private static final Pattern COMMENT = Pattern.compile("<%--.*?--%>", Pattern.DOTALL);
    private static final Pattern HEAD = Pattern.compile("(?m)^(?:@import|@param|!\\{).*$");
    /** Words given to other templates, and to readers of what is not seen. */
    private static final Pattern NAMED =
            Pattern.compile("(?:\\b(?:label|hint|title|legend) = |(?:aria-label|alt|title|placeholder)=)\"([^\"]*)\"");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    /** The same in both languages, or a name. */
    private static final Set<String> SAME = Set.of("ticket", "CyberTipline", "SHA", "report", "cybertip", "org");

    static Stream<String> templates() {
        return Stream.of(
                "caseDecisions",
                "caseFiles",
                "caseKept",
                "caseLevel",
                "casePeople",
                "cases",
                "cybertip",
                "cybertipSwitch",
                "report",
                "safetyCase");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void everyWordStandsInBothLanguages(String template) throws IOException {
        String spoken = HEAD.matcher(COMMENT.matcher(Files.readString(FOLDER.resolve(template + ".jte")))
                        .replaceAll(""))
                .replaceAll("");
        assertThat(words(SPOKEN.matcher(spoken).replaceAll("0"))).as(template).isEmpty();
    }

    private static List<String> words(String source) {
        List<String> words = new ArrayList<>();
        NAMED.matcher(source).results().forEach(named -> words.addAll(unspoken(outside(named.group(1)))));
        words.addAll(unspoken(outside(source).replaceAll("<[^>]*>", " ")));
        return words;
    }

    private static List<String> unspoken(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> word.group())
                .filter(word -> !SAME.contains(word))
                .toList();
    }

    /** The text without expressions and commands of the template language. */
    private static String outside(String source) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < source.length(); i++) {
            char here = source.charAt(i);
            if (source.startsWith("${", i)) {
                i = end(source, i + 1, '{', '}');
            } else if (source.startsWith("!{", i)) {
                i = end(source, i + 1, '{', '}');
            } else if (here == '@' && i + 1 < source.length() && Character.isLetter(source.charAt(i + 1))) {
                int after = i + 1;
                while (after < source.length()
                        && (Character.isLetterOrDigit(source.charAt(after)) || source.charAt(after) == '.')) {
                    after++;
                }
                i = pastCommand(source, after);
                text.append(' ');
            } else {
                text.append(here);
            }
        }
        return text.toString();
    }

    /** The layout's call holds the whole page: what stands in it is looked at too. */
    private static int pastCommand(String source, int after) {
        if (after >= source.length() || source.charAt(after) != '(') {
            return after - 1;
        }
        int end = end(source, after, '(', ')');
        int content = source.indexOf("@`", after);
        return content < 0 || content > end ? end : content + 1;
    }

    private static int end(String source, int open, char opens, char closes) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < source.length(); i++) {
            char here = source.charAt(i);
            if (here == '"' && source.charAt(i - 1) != '\\') {
                quoted = !quoted;
            } else if (!quoted && here == opens) {
                depth++;
            } else if (!quoted && here == closes && --depth == 0) {
                return i;
            }
        }
        return source.length() - 1;
    }
}
