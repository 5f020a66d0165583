package org.nightlight.channel.email;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Bytes to text where the declared charset may be missing, unknown or a lie. Never fails; says what it repaired. */
final class Charsets {
    /** @param repair what was wrong with the declaration; null when nothing was */
    record Decoded(String text, @Nullable String repair) {}

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Names that senders use for a smaller set than the one they write in (WHATWG Encoding, and mail practice). */
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("ks_c_5601-1987", "MS949"),
            Map.entry("ks_c_5601", "MS949"),
            Map.entry("euc-kr", "MS949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("windows-874", "x-windows-874"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("unicode", "UTF-16"),
            Map.entry("cp-850", "IBM850"),
            Map.entry("ansi", "windows-1252"));

    private static final Pattern META =
            Pattern.compile("(?i)<meta[^>]{0,200}charset\\s{0,3}=\\s{0,3}[\"']?([\\w.:-]{2,40})");

    private Charsets() {}

    static Decoded decode(byte[] bytes, @Nullable String declared) {
        Optional<String> marked = byteOrderMarked(bytes);
        if (marked.isPresent()) {
            return new Decoded(marked.get(), null);
        }
        Optional<String> utf8 = strictly(bytes, StandardCharsets.UTF_8);
        Optional<Charset> named = named(declared);
        if (declared == null || named.isEmpty()) {
            String repair = declared == null
                    ? null
                    : "The charset is unknown; the text was taken for " + (utf8.isPresent() ? "UTF-8" : "windows-1252");
            return new Decoded(utf8.orElseGet(() -> replacing(bytes, WINDOWS_1252)), repair);
        }
        Charset charset = named.get();
        if (utf8.isPresent() && isSingleByte(charset)) {
            boolean lied = !charset.equals(WINDOWS_1252) || !isAscii(bytes);
            return new Decoded(
                    utf8.get(), lied && !isAscii(bytes) ? "The text was UTF-8, not the charset declared" : null);
        }
        return strictly(bytes, charset)
                .map(text -> new Decoded(text, null))
                .orElseGet(() -> utf8.map(text -> new Decoded(text, "The text was UTF-8, not the charset declared"))
                        .orElseGet(() -> repaired(bytes, charset)));
    }

    /** As {@link #decode}, where an HTML page may name its own charset. */
    static Decoded decodeHtml(byte[] bytes, @Nullable String declared) {
        if (named(declared).isPresent()) {
            return decode(bytes, declared);
        }
        String head = new String(bytes, 0, Math.min(bytes.length, 2048), StandardCharsets.ISO_8859_1);
        Matcher meta = META.matcher(head);
        return decode(bytes, meta.find() ? meta.group(1) : declared);
    }

    private static Decoded repaired(byte[] bytes, Charset charset) {
        Charset taken = charset.equals(StandardCharsets.UTF_8) && looksSingleByte(bytes) ? WINDOWS_1252 : charset;
        return new Decoded(replacing(bytes, taken), "Some bytes do not fit the charset declared");
    }

    /** Declared UTF-8, yet most of its high bytes stand alone: an old single-byte text under a wrong name. */
    private static boolean looksSingleByte(byte[] bytes) {
        int high = 0;
        int followed = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                high++;
                if (i + 1 < bytes.length && bytes[i + 1] < 0) {
                    followed++;
                }
            }
        }
        return followed * 2 < high;
    }

    private static Optional<Charset> named(@Nullable String declared) {
        if (declared == null) {
            return Optional.empty();
        }
        String name =
                declared.strip().toLowerCase(Locale.ROOT).replace("\"", "").replace("'", "");
        if (name.startsWith("cp125")) {
            name = "windows-" + name.substring(2);
        }
        return charset(WIDER.getOrDefault(name, name)).or(() -> charset(declared));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalArgumentException noLegalName) {
            return Optional.empty();
        }
    }

    private static Optional<String> byteOrderMarked(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return Optional.of(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return Optional.of(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE));
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return Optional.of(new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE));
        }
        return Optional.empty();
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException | UnsupportedOperationException notThis) {
            return Optional.empty();
        }
    }

    private static String replacing(byte[] bytes, Charset charset) {
        return new String(bytes, charset);
    }

    private static boolean isSingleByte(Charset charset) {
        String name = charset.name().toLowerCase(Locale.ROOT);
        return name.startsWith("iso-8859")
                || name.startsWith("windows-125")
                || name.startsWith("us-ascii")
                || name.startsWith("koi8")
                || name.startsWith("ibm8")
                || name.endsWith("874");
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
