package org.nightlight.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a pattern as a pack writes it: words stand for themselves, {@code <kin>} for a class or a named pattern,
 * {@code (a|b c)} for a choice, {@code x?} for what may be missing, {@code ..} or {@code ..5} for up to three or five
 * words with no negation among them, {@code ~5} for words with a negation allowed, {@code ^} and {@code $} for the
 * beginning and end of a sentence.
 */
final class ShapeParser {
    private final Classes classes;
    private final Map<String, Shape> named;
    private final String source;
    private int at;

    private ShapeParser(String source, Classes classes, Map<String, Shape> named) {
        this.source = source;
        this.classes = classes;
        this.named = named;
    }

    static Shape parse(String source, Classes classes, Map<String, Shape> named) {
        ShapeParser parser = new ShapeParser(source, classes, named);
        Shape shape = parser.choice();
        if (parser.at < source.length()) {
            throw parser.fault("did not expect '" + source.charAt(parser.at) + "'");
        }
        return shape;
    }

    private Shape choice() {
        List<Shape> choices = new ArrayList<>();
        choices.add(sequence());
        while (at < source.length() && source.charAt(at) == '|') {
            at++;
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.getFirst() : new Shape.Either(List.copyOf(choices));
    }

    private Shape sequence() {
        List<Shape> shapes = new ArrayList<>();
        while (true) {
            while (at < source.length() && source.charAt(at) == ' ') {
                at++;
            }
            if (at >= source.length() || source.charAt(at) == '|' || source.charAt(at) == ')') {
                break;
            }
            Shape shape = single();
            if (at < source.length() && source.charAt(at) == '?') {
                at++;
                shape = new Shape.Maybe(shape);
            }
            shapes.add(shape);
        }
        if (shapes.isEmpty()) {
            throw fault("empty pattern");
        }
        return shapes.size() == 1 ? shapes.getFirst() : new Shape.Sequence(List.copyOf(shapes));
    }

    private Shape single() {
        char c = source.charAt(at);
        return switch (c) {
            case '(' -> group();
            case '<' -> reference();
            case '^' -> edge(true);
            case '$' -> edge(false);
            case '.', '~' -> gap(c);
            default -> word();
        };
    }

    private Shape group() {
        at++;
        Shape inner = choice();
        if (at >= source.length() || source.charAt(at) != ')') {
            throw fault("missing ')'");
        }
        at++;
        return inner;
    }

    private Shape reference() {
        int end = source.indexOf('>', at);
        if (end < 0) {
            throw fault("missing '>'");
        }
        String name = source.substring(at + 1, end);
        at = end + 1;
        Shape shape = named.get(name);
        if (shape != null) {
            return shape;
        }
        if (!classes.has(name)) {
            throw fault("no class or pattern is called <" + name + ">");
        }
        return new Shape.Word(classes.named(name));
    }

    private Shape edge(boolean beginning) {
        at++;
        return new Shape.Edge(beginning);
    }

    private Shape gap(char kind) {
        while (at < source.length() && source.charAt(at) == kind) {
            at++;
        }
        int from = at;
        while (at < source.length() && Character.isDigit(source.charAt(at))) {
            at++;
        }
        int upTo = from == at ? 3 : Integer.parseInt(source.substring(from, at));
        return new Shape.Gap(upTo, kind == '~');
    }

    private Shape word() {
        int from = at;
        while (at < source.length() && " |()?<".indexOf(source.charAt(at)) < 0) {
            at++;
        }
        if (from == at) {
            throw fault("expected a word");
        }
        String word = source.substring(from, at);
        int type = classes.named("=" + word);
        classes.put(type, word);
        return new Shape.Word(type);
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException(what + " in pattern: " + source);
    }
}
