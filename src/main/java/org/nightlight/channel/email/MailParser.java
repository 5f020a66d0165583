package org.nightlight.channel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.jspecify.annotations.Nullable;
import org.nightlight.shared.SafeHtml;

/**
 * Reads raw mail in one pass. No content makes it throw, hang or take more than a few tens of megabytes: attachments are
 * measured and hashed as they stream by, and written to files only when a folder is given.
 */
public final class MailParser {

    private MailParser() {}

    public static MailReading parse(byte[] raw) {
        return parse(new ByteArrayInputStream(raw), null);
    }

    /**
     * @param raw the mail as received; read to its end, not closed
     * @param partsFolder an existing folder of this mail's own for the attachments' bytes; null to measure them only
     * @throws UncheckedIOException when the source or the folder fails, never because of the content
     */
    public static MailReading parse(InputStream raw, @Nullable Path partsFolder) {
        RawSource source = new RawSource(raw);
        Harvest harvest = new Harvest();
        try {
            new MimeWalk(harvest, partsFolder).through(source);
            source.drain();
            return new MailReading.Read(mail(harvest, source));
        } catch (PartWriter.FolderFailure e) {
            throw new UncheckedIOException(e);
        } catch (IOException | MimeException | RuntimeException | StackOverflowError e) {
            return unreadable(reason(e), e, harvest, source);
        }
    }

    private static MailReading unreadable(String reason, Throwable cause, Harvest harvest, RawSource source) {
        if (source.isFailed()) {
            throw new UncheckedIOException(cause instanceof IOException io ? io : new IOException(cause));
        }
        try {
            source.drain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StringBuilder text = new StringBuilder();
        for (Harvest.Unit unit : harvest.units()) {
            text.append(unit.plain()).append('\n').append(unit.html()).append('\n');
        }
        text.append(harvest.otherText())
                .append('\n')
                .append(Charsets.decode(source.start(), null).text());
        return new MailReading.Unreadable(reason, StorableText.of(text.toString()), source.sha256Hex(), source.size());
    }

    private static String reason(Throwable fault) {
        return switch (fault) {
            case MaxHeaderLengthLimitException e -> "A header is longer than any honest mail's";
            case MaxHeaderLimitException e -> "The mail has more headers than any honest mail";
            case MimeException e
            when e.getCause() instanceof MaxLineLimitException -> "A header line is longer than any honest mail's";
            case MimeException e -> "The mail's structure cannot be followed";
            case IOException e -> "The mail's structure cannot be followed";
            // The class tells where to look; a message could hold the mail's words
            default -> "Reading the mail failed (" + fault.getClass().getSimpleName() + ")";
        };
    }

    private static ParsedMail mail(Harvest harvest, RawSource source) {
        HeaderBlock headers = harvest.headers;
        String sha256 = source.sha256Hex();
        Words words = words(harvest);
        String subject = headers.text("subject");
        String other = harvest.otherText();
        Bounce bounce = BounceSigns.of(headers, subject, words.text, harvest.statusParts, harvest.returnedIds, other);
        List<String> ids = headers.messageIds("message-id");
        List<String> replied = headers.messageIds("in-reply-to");
        Recipients from = AddressHeader.read(headers.raw("from"));
        Recipients sender = from.count() > 0 ? from : AddressHeader.read(headers.raw("sender"));
        Mailbox shown = sender.shown().isEmpty() ? null : sender.shown().getFirst();
        tellRepairs(harvest, headers, from, ids);
        return new ParsedMail(
                shown,
                AddressHeader.read(headers.raw("reply-to")).shown(),
                AddressHeader.read(headers.raw("to")),
                AddressHeader.read(headers.raw("cc")),
                subject,
                ids.isEmpty() ? "<" + sha256 + "@made.nightlight.invalid>" : ids.getFirst(),
                ids.isEmpty(),
                replied.isEmpty() ? null : replied.getFirst(),
                kept(headers.messageIds("references")),
                headers.date().orElse(null),
                words.text,
                words.html,
                words.reply.own(),
                words.reply.quoted(),
                words.besides.isEmpty() ? other : (words.besides + "\n\n" + other).strip(),
                AutomaticSigns.of(headers, bounce.is(), words.text),
                bounce,
                harvest.parts,
                protection(harvest, source, shown),
                harvest.feedback ? Feedback.of(other, harvest.returnedIds) : null,
                bounce.is() || harvest.feedback ? null : forwarded(harvest, subject, words.text),
                headers.has("x-nightlight-instance") ? headers.text("x-nightlight-instance") : null,
                headers.raw("authentication-results"),
                harvest.repairs(),
                sha256,
                source.size());
    }

    private static Protection protection(Harvest harvest, RawSource source, @Nullable Mailbox from) {
        String address = from == null ? null : from.address();
        if (harvest.opaque != null) {
            return Smime.check(harvest.opaque, address);
        }
        String boundary = harvest.signedBoundary;
        byte[] signature = harvest.signature;
        return boundary != null && signature != null && source.isHeadAll()
                ? Smime.check(source.head(), boundary, signature, address)
                : harvest.protection;
    }

    private static @Nullable Mailbox forwarded(Harvest harvest, String subject, String text) {
        return Forwards.of(subject, text)
                .or(() -> AddressHeader.read(harvest.innerFrom).shown().stream().findFirst())
                .filter(each -> each.email().isPresent())
                .orElse(null);
    }

    private static void tellRepairs(Harvest harvest, HeaderBlock headers, Recipients from, List<String> ids) {
        if (headers.count() == 0) {
            harvest.repair("The mail has no headers");
        }
        if (from.count() == 0) {
            harvest.repair("The mail names no sender");
        }
        if (from.count() > 1 || headers.isRepeated("from")) {
            harvest.repair("The mail names several senders; the first was taken");
        }
        if (ids.isEmpty()) {
            harvest.repair("The mail has no Message-ID; one was made from its bytes");
        }
        if (headers.has("date") && headers.date().isEmpty()) {
            harvest.repair("The date cannot be read");
        }
    }

    /** The first, which began the thread, and the latest ones. */
    private static List<String> kept(List<String> references) {
        if (references.size() <= ParsedMail.REFERENCES_KEPT) {
            return references;
        }
        List<String> kept = new ArrayList<>(List.of(references.getFirst()));
        kept.addAll(references.subList(references.size() - ParsedMail.REFERENCES_KEPT + 1, references.size()));
        return kept;
    }

    /** @param besides what an alternative said that {@code text} does not */
    private record Words(String text, SafeHtml html, ReplyText reply, String besides) {}

    private static Words words(Harvest harvest) {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        StringBuilder marked = new StringBuilder();
        StringBuilder besides = new StringBuilder();
        boolean allHtml = true;
        for (Harvest.Unit unit : harvest.units()) {
            String plain = unit.plain().toString();
            String page = unit.html().toString();
            HtmlText.Read seen = page.isEmpty() ? new HtmlText.Read("", plain, "", "") : HtmlText.read(page);
            String read = seen.text();
            boolean usesPlain = !plain.isBlank() && (read.isEmpty() || !isPlaceholder(plain, read));
            allHtml &= !usesPlain;
            append(text, usesPlain ? plain.strip() : read);
            append(marked, seen.marked());
            if (!seen.beyond().isEmpty()) {
                harvest.repair("The HTML is very long; its end is not shown");
                append(besides, seen.beyond());
            }
            html.append(
                    page.isBlank()
                            ? HtmlCleaning.ofPlain(plain).value()
                            : HtmlCleaning.clean(seen.normal())
                                    .orElseGet(() -> tooLong(harvest, read))
                                    .value());
            if (usesPlain && !sameWords(plain, read)) {
                append(besides, read);
            } else if (!usesPlain) {
                append(besides, plain.strip());
            }
        }
        if (text.isEmpty()) {
            text.append(harvest.misplacedText());
            html.setLength(0);
            html.append(HtmlCleaning.ofPlain(text.toString()).value());
        } else {
            append(besides, harvest.misplacedText());
        }
        ReplyText reply = reply(text.toString(), marked.toString(), allHtml);
        for (String appointment : harvest.calendar) {
            append(text, appointment);
            html.append(HtmlCleaning.ofPlain(appointment).value());
            reply = reply.with(appointment);
        }
        return new Words(text.toString(), new SafeHtml(html.toString()), reply, besides.toString());
    }

    /** Where only HTML says it, or plain text shows no history, the mail program's own marks in the HTML tell. */
    private static ReplyText reply(String text, String marked, boolean allHtml) {
        boolean isMarked = marked.contains(HtmlText.QUOTE_BEGINS) || marked.contains(HtmlText.HISTORY_BEGINS);
        if (isMarked && allHtml) {
            return ReplyText.of(marked);
        }
        ReplyText reply = ReplyText.of(text);
        return isMarked && reply.quoted().isEmpty() ? ReplyText.of(marked) : reply;
    }

    private static SafeHtml tooLong(Harvest harvest, String read) {
        harvest.repair("The HTML is too large or tangled to be shown; its text is shown instead");
        return HtmlCleaning.ofPlain(read);
    }

    private static void append(StringBuilder all, String text) {
        if (!text.isBlank()) {
            all.append(all.isEmpty() ? "" : "\n\n").append(text);
        }
    }

    /** "Your program cannot show HTML" is no plain text. */
    private static boolean isPlaceholder(String plain, String read) {
        String start = StorableText.cut(plain, 400).toLowerCase(Locale.ROOT);
        return plain.strip().length() < 300 && read.length() > plain.length() * 2L && start.contains("html");
    }

    /** Whether both alternatives say the same letters; screening reads them both when they do not. */
    private static boolean sameWords(String plain, String read) {
        return letters(plain).equals(letters(read));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
