package org.nightlight.safety.cybertip;

/** Text as XML can hold it. */
final class XmlText {
    private static final String CUT = " [cut here for length; the rest is kept with the case]";

    private XmlText() {}

    /** Without control characters, lone surrogates and what is no character; line ends are single line feeds. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(XmlText::allowed)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** At most {@code length} characters, and where something is cut it says so. */
    static String capped(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = length - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    private static boolean allowed(int point) {
        return point == '\n'
                || point == '\t'
                || (point >= 0x20 && point < 0x7F)
                || (point >= 0xA0 && point < 0xD800)
                || (point > 0xDFFF && point < 0xFFFE)
                || (point >= 0x10000 && (point & 0xFFFE) != 0xFFFE);
    }
}
