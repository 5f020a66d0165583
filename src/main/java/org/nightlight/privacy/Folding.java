package org.nightlight.privacy;

import java.text.Normalizer;
import java.util.Locale;

/** Letters without case and accents: {@code Zoë} is {@code zoe}, {@code Müller} is {@code muller}. */
final class Folding {
    private Folding() {}

    static String folded(String text) {
        boolean plain = true;
        boolean lower = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain &= c < 128;
            lower &= c >= 'a' && c <= 'z';
        }
        if (lower) {
            return text;
        }
        if (plain) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(text.charAt(i), out);
        }
        return out.toString();
    }

    /** One letter may become none (an accent by itself) or two (ß). */
    static void append(char c, StringBuilder out) {
        if (c < 128) {
            out.append(Character.toLowerCase(c));
            return;
        }
        switch (c) {
            case 'ß', 'ẞ' -> out.append("ss");
            case 'ø', 'Ø' -> out.append('o');
            case 'æ', 'Æ' -> out.append("ae");
            case 'œ', 'Œ' -> out.append("oe");
            case 'ł', 'Ł' -> out.append('l');
            case 'đ', 'Đ', 'ð', 'Ð' -> out.append('d');
            case 'þ', 'Þ' -> out.append("th");
            case 'ı', 'İ' -> out.append('i');
            case '’', '‘', 'ʼ', '´' -> out.append('\'');
            default -> {
                String apart = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                for (int i = 0; i < apart.length(); i++) {
                    char part = apart.charAt(i);
                    if (Character.getType(part) != Character.NON_SPACING_MARK) {
                        out.append(Character.toLowerCase(part));
                    }
                }
            }
        }
    }
}
