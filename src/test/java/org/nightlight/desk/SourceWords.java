package org.nightlight.desk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The string literals of Java source, each with the calls that it stands in: enough to tell words for people from keys. */
final class SourceWords {
    private static final Pattern SPANISH = Pattern.compile(
            "[áéíóúñ¿¡]|\\b(?:de|la|el|un|una|los|las|por|para|con|sin|del|al|que|se|te|tu|su|lo|le|en|y|es|cada|ya)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /**
     * One literal.
     *
     * @param calls what it is handed to, outermost first, up to the body that it stands in: {@code say}, {@code new Refusal}
     * @param label whether it is the label of a {@code case}
     * @param paired whether its neighbour in the same call says it in the other language
     */
    record Literal(int line, String text, List<String> calls, boolean label, boolean paired) {
        boolean isIn(Pattern call) {
            return calls.stream().anyMatch(one -> call.matcher(one).find());
        }

        boolean isSaid() {
            return paired || isIn(SAID);
        }

        /** The innermost call. */
        String call() {
            return calls.isEmpty() ? "" : calls.getLast();
        }
    }

    private static final Pattern SAID = Pattern.compile("(?:^|\\.)say(?:\\.of)?$");
    private static final Pattern KEYED = Pattern.compile("Map\\.of$|entry$|put$|getOrDefault$");

    private final String source;
    private final boolean pairs;
    private final List<Literal> found = new ArrayList<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final StringBuilder statement = new StringBuilder();
    private int at;
    private int line = 1;

    private SourceWords(String source) {
        this.source = source;
        this.pairs = Pattern.compile("\\bsay\\(\\s*[a-z][\\w.]*,\\s*[a-z][\\w.]*\\)")
                .matcher(source)
                .find();
    }

    static List<Literal> of(String source) {
        SourceWords words = new SourceWords(source);
        words.read();
        return words.found;
    }

    private record Held(int line, String text, boolean label) {}

    private static final class Frame {
        final String call;
        final boolean body;
        final List<List<Held>> arguments = new ArrayList<>(List.of(new ArrayList<>()));
        final List<Boolean> pure = new ArrayList<>(List.of(true));
        final List<Boolean> choice = new ArrayList<>(List.of(false));

        Frame(String call, boolean body) {
            this.call = call;
            this.body = body;
        }

        boolean isPure(int argument) {
            return argument >= 0
                    && argument < arguments.size()
                    && pure.get(argument)
                    && !arguments.get(argument).isEmpty();
        }

        /** {@code spanish ? "…" : "…"} */
        boolean isChosenByLanguage(int argument) {
            return choice.get(argument)
                    && arguments.get(argument).stream()
                                    .map(held -> SPANISH.matcher(held.text()).find())
                                    .distinct()
                                    .count()
                            == 2;
        }

        String whole(int argument) {
            return String.join(
                    "", arguments.get(argument).stream().map(Held::text).toList());
        }
    }

    private void read() {
        frames.push(new Frame("", true));
        while (at < source.length()) {
            char next = source.charAt(at);
            if (source.startsWith("//", at)) {
                skipTo("\n");
            } else if (source.startsWith("/*", at)) {
                skipTo("*/");
            } else if (next == '\'') {
                skipCharacter();
            } else if (source.startsWith("\"\"\"", at)) {
                block();
            } else if (next == '"') {
                literal();
            } else {
                sign(next);
            }
        }
        while (!frames.isEmpty()) {
            close();
        }
    }

    private void sign(char next) {
        if (next == '(' || next == '{') {
            String before = statement.toString().stripTrailing();
            boolean array = next == '{' && before.matches("(?s).*[(,=\\]]");
            frames.peek().pure.set(frames.peek().pure.size() - 1, array || frames.peek().body);
            frames.push(new Frame(next == '(' ? call(before) : "", next == '{' && !array));
            if (next == '{' && !array) {
                statement.setLength(0);
            } else {
                statement.append(next);
            }
        } else if (next == ')' || next == '}') {
            boolean body = frames.peek().body;
            close();
            if (body) {
                statement.setLength(0);
            } else {
                statement.append(next);
            }
        } else if (next == ',' && !frames.peek().body) {
            frames.peek().arguments.add(new ArrayList<>());
            frames.peek().pure.add(true);
            frames.peek().choice.add(false);
            statement.append(next);
        } else if (next == ';' || source.startsWith("->", at)) {
            statement.setLength(0);
            impure();
        } else {
            if (next == '?') {
                frames.peek().choice.set(frames.peek().choice.size() - 1, true);
            }
            if (!Character.isWhitespace(next) && next != '+') {
                impure();
            }
            statement.append(next);
        }
        step();
    }

    private void impure() {
        frames.peek().pure.set(frames.peek().pure.size() - 1, false);
    }

    private void close() {
        Frame frame = frames.pop();
        List<String> calls = new ArrayList<>();
        if (!frame.body) {
            calls.add(frame.call);
            for (Frame outer : frames) {
                if (outer.body) {
                    break;
                }
                calls.addFirst(outer.call);
            }
        }
        for (int i = 0; i < frame.arguments.size(); i++) {
            boolean paired = isPaired(frame, i, i + 1)
                    || isPaired(frame, i, i - 1)
                    || !frame.body && frame.isChosenByLanguage(i);
            for (Held held : frame.arguments.get(i)) {
                found.add(new Literal(held.line(), held.text(), calls, held.label(), paired));
            }
        }
    }

    private boolean isPaired(Frame frame, int one, int other) {
        if (!frame.isPure(one)
                || !frame.isPure(other)
                || KEYED.matcher(frame.call).find()) {
            return false;
        }
        return pairs
                || SPANISH.matcher(frame.whole(one)).find()
                        != SPANISH.matcher(frame.whole(other)).find();
    }

    /** The name before an opening bracket, with {@code new} where it makes something and {@code @} where it annotates. */
    private static String call(String before) {
        var name = Pattern.compile("(?s)(new\\s+)?(@?[\\w.]+)(?:<[^()]*>)?$").matcher(before);
        return name.find() ? (name.group(1) == null ? "" : "new ") + name.group(2) : "";
    }

    private void literal() {
        int from = line;
        StringBuilder text = new StringBuilder();
        step();
        while (source.charAt(at) != '"') {
            if (source.charAt(at) == '\\') {
                step();
                text.append(
                        switch (source.charAt(at)) {
                            case 'n', 't', 'r', '0' -> ' ';
                            default -> source.charAt(at);
                        });
            } else {
                text.append(source.charAt(at));
            }
            step();
        }
        step();
        hold(from, text.toString());
    }

    private void block() {
        int from = line;
        int begin = at + 3;
        at = begin;
        skipTo("\"\"\"");
        hold(from, source.substring(begin, at - 3));
    }

    private void hold(int from, String text) {
        boolean label = statement.toString().strip().startsWith("case");
        frames.peek().arguments.getLast().add(new Held(from, text, label));
        statement.append("\"\"");
    }

    private void skipTo(String end) {
        int to = source.indexOf(end, at);
        while (at < (to < 0 ? source.length() : to + end.length())) {
            step();
        }
    }

    private void skipCharacter() {
        step();
        while (source.charAt(at) != '\'') {
            if (source.charAt(at) == '\\') {
                step();
            }
            step();
        }
        step();
        impure();
    }

    private void step() {
        if (source.charAt(at) == '\n') {
            line++;
        }
        at++;
    }
}
