package org.nightlight.channel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.swing.text.BadLocationException;
import javax.swing.text.Document;
import javax.swing.text.rtf.RTFEditorKit;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.jspecify.annotations.Nullable;

/** What lies in Outlook's winmail.dat (MS-OXTNEF): the words once more, and the files that only it holds. */
final class Tnef {
    /** A longer one stays shut: its reader needs several times as much memory. */
    static final int LONGEST = 8 * 1024 * 1024;

    private static final int MOST_FILES = 100;
    private static final int LONGEST_RTF = 512 * 1024;

    static {
        TNEFAttribute.setMaxRecordLength(LONGEST);
    }

    private Tnef() {}

    /** @param cid the content id by which the HTML shows it; null when it is a file of its own */
    record Inside(String name, byte[] bytes, @Nullable String cid) {}

    record Opened(String text, List<Inside> files) {}

    static boolean is(String type, String name) {
        return type.equals("application/ms-tnef")
                || type.equals("application/vnd.ms-tnef")
                || name.equalsIgnoreCase("winmail.dat");
    }

    /** Empty when it is damaged or made to harm: then it is kept as the file that it came as. */
    static Optional<Opened> open(byte[] bytes) {
        try {
            HMEFMessage message = new HMEFMessage(new ByteArrayInputStream(bytes));
            List<Inside> files = new ArrayList<>();
            for (Attachment file : message.getAttachments()) {
                if (files.size() < MOST_FILES) {
                    inside(file).ifPresent(files::add);
                }
            }
            return Optional.of(new Opened(words(message), files));
        } catch (IOException | RuntimeException | StackOverflowError damaged) {
            return Optional.empty();
        }
    }

    private static Optional<Inside> inside(Attachment file) {
        byte[] bytes;
        try {
            bytes = file.getContents();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
        String name = file.getLongFilename() == null ? file.getFilename() : file.getLongFilename();
        String cid = text(file.getMAPIAttribute(MAPIProperty.ATTACH_CONTENT_ID)).replaceAll("[<>\\s]", "");
        return Optional.of(new Inside(name == null ? "" : name, bytes, cid.isEmpty() ? null : cid));
    }

    private static String words(HMEFMessage message) {
        StringBuilder words = new StringBuilder();
        TNEFAttribute plain = message.getMessageAttribute(TNEFProperty.ID_BODY);
        add(words, plain == null ? "" : Charsets.decode(plain.getData(), null).text());
        for (MAPIAttribute each : message.getMessageMAPIAttributes()) {
            if (each.getProperty().equals(MAPIProperty.BODY)) {
                add(words, text(each));
            } else if (each.getProperty().equals(MAPIProperty.BODY_HTML)) {
                add(words, HtmlText.of(Charsets.decodeHtml(each.getData(), null).text()));
            }
        }
        if (words.isEmpty() && message.getBody() != null) {
            add(words, ofRtf(StorableText.cut(message.getBody(), LONGEST_RTF)));
        }
        return words.toString();
    }

    private static void add(StringBuilder words, String text) {
        String stripped = StorableText.of(text).strip();
        if (!stripped.isEmpty() && words.indexOf(stripped) < 0) {
            words.append(words.isEmpty() ? "" : "\n\n").append(stripped);
        }
    }

    /** MAPI strings are UTF-16 or of the sender's code page; both end with a NUL. */
    private static String text(@Nullable MAPIAttribute attribute) {
        if (attribute == null || attribute.getData() == null) {
            return "";
        }
        byte[] data = attribute.getData();
        boolean wide = data.length > 3 && data[1] == 0 && data[3] == 0;
        return (wide
                        ? new String(data, StandardCharsets.UTF_16LE)
                        : Charsets.decode(data, null).text())
                .replace("\0", "");
    }

    private static String ofRtf(String rtf) {
        if (!rtf.stripLeading().toLowerCase(Locale.ROOT).startsWith("{\\rtf")) {
            return rtf;
        }
        RTFEditorKit kit = new RTFEditorKit();
        Document document = kit.createDefaultDocument();
        try {
            kit.read(new StringReader(rtf), document, 0);
            return document.getText(0, document.getLength());
        } catch (IOException | BadLocationException | RuntimeException odd) {
            // Better its marks among the words than no words for screening
            return rtf.replaceAll("\\\\[a-z]{1,30}-?\\d{0,9} ?", " ").replaceAll("[{}]", "");
        }
    }
}
