package org.nightlight.channel.email;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.field.DateTimeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.jspecify.annotations.Nullable;

/** The header fields of one entity that we read; the first of each name counts, all others are let go unread. */
final class HeaderBlock {
    private static final Set<String> READ = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "subject",
            "message-id",
            "in-reply-to",
            "references",
            "date",
            "auto-submitted",
            "x-auto-response-suppress",
            "precedence",
            "list-id",
            "list-unsubscribe",
            "return-path",
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-auto-reply-from",
            "x-failed-recipients",
            "x-mail-autoreply",
            "feedback-id",
            "content-type",
            "content-disposition",
            "content-id",
            "content-transfer-encoding",
            "x-nightlight-instance",
            "authentication-results");

    private static final Set<String> TRANSPORT =
            Set.of("received", "mime-version", "delivered-to", "dkim-signature", "arc-seal", "bcc");

    private static final int VALUE_LIMIT = 64 * 1024;
    private static final int ADDRESSES_LIMIT = 1024 * 1024;
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,90}");
    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,990})>");

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> repeated = new LinkedHashSet<>();
    private int count;
    private boolean known;

    void add(Field field) {
        count++;
        String name = field.getNameLowerCase();
        known |= READ.contains(name) || name.startsWith("x-") || TRANSPORT.contains(name);
        if (!READ.contains(name)) {
            return;
        }
        if (values.containsKey(name)) {
            repeated.add(name);
            return;
        }
        int limit = name.equals("to") || name.equals("cc") ? ADDRESSES_LIMIT : VALUE_LIMIT;
        values.put(name, StorableText.cut(body(field), limit));
    }

    int count() {
        return count;
    }

    /** Whether any field is one that mails have; else the lines are somebody's words that only look like fields. */
    boolean isKnown() {
        return known;
    }

    boolean isRepeated(String name) {
        return repeated.contains(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    String raw(String name) {
        return values.get(name);
    }

    /** The value decoded, on one line; empty when the field is missing. */
    String text(String name) {
        String raw = values.get(name);
        return raw == null ? "" : StorableText.line(EncodedWords.decode(raw), 2000);
    }

    /** Message ids in the field, with angle brackets, in order and each once. */
    List<String> messageIds(String name) {
        String raw = values.get(name);
        if (raw == null) {
            return List.of();
        }
        Set<String> ids = new LinkedHashSet<>();
        Matcher id = MESSAGE_ID.matcher(StorableText.of(raw));
        while (id.find()) {
            ids.add("<" + id.group(1) + ">");
        }
        if (ids.isEmpty() && raw.strip().length() > 2 && raw.strip().length() < 990) {
            String bare = StorableText.line(raw, 990).replaceAll("[<>\\s]", "");
            return bare.isEmpty() ? List.of() : List.of("<" + bare + ">");
        }
        return new ArrayList<>(ids);
    }

    /** The sender's date; empty when missing, unreadable, or outside the years 1970 to 2199. */
    Optional<Instant> date() {
        String raw = values.get("date");
        if (raw == null) {
            return Optional.empty();
        }
        try {
            Date date = DateTimeFieldLenientImpl.PARSER
                    .parse(new RawField("Date", StorableText.line(raw, 100)), DecodeMonitor.SILENT)
                    .getDate();
            return Optional.ofNullable(date)
                    .map(Date::toInstant)
                    .filter(at -> at.getEpochSecond() >= 0 && at.getEpochSecond() < 7_258_118_400L);
        } catch (RuntimeException nonsense) {
            return Optional.empty();
        }
    }

    /** The media type, or null when missing or malformed. */
    @Nullable
    String mediaType() {
        String value = value("content-type");
        return isMediaType(value) ? value : null;
    }

    static boolean isMediaType(String value) {
        return MEDIA_TYPE.matcher(value).matches();
    }

    /** The value before the first semicolon, in lower case. */
    String value(String name) {
        String raw = values.get(name);
        if (raw == null) {
            return "";
        }
        int end = raw.indexOf(';');
        return StorableText.line(end < 0 ? raw : raw.substring(0, end), 200).toLowerCase(Locale.ROOT);
    }

    Optional<String> parameter(String field, String name) {
        String raw = values.get(field);
        return raw == null ? Optional.empty() : FieldParameters.read(raw, name);
    }

    private static String body(Field field) {
        byte[] raw = field.getRaw() == null
                ? field.getBody().getBytes(StandardCharsets.UTF_8)
                : field.getRaw().toByteArray();
        int colon = 0;
        while (colon < raw.length && raw[colon] != ':') {
            colon++;
        }
        int from = field.getRaw() == null ? 0 : Math.min(colon + 1, raw.length);
        byte[] value = new byte[raw.length - from];
        System.arraycopy(raw, from, value, 0, value.length);
        return Charsets.decode(value, null)
                .text()
                .replaceAll("\\r?\\n(?=[ \\t])", "")
                .replace('\r', ' ')
                .replace('\n', ' ')
                .strip();
    }
}
