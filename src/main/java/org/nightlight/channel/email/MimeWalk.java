package org.nightlight.channel.email;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/** Walks once through a mail's MIME structure as it streams by and fills a {@link Harvest}; depth and memory are bounded. */
final class MimeWalk {
    private static final int MULTIPART_DEPTH = 30;
    private static final int MESSAGE_DEPTH = 8;
    private static final int BOUNDARY_LENGTH = 1_000;
    private static final int BODY_BYTES = 2 * 1024 * 1024;
    private static final int OTHER_BYTES = 64 * 1024;
    private static final int STATUS_BYTES = 64 * 1024;
    private static final int SIGNATURE_BYTES = 256 * 1024;
    private static final int OPAQUE_BYTES = 8 * 1024 * 1024;

    private static final int LONGEST_HEADER = 2 * 1024 * 1024;

    private static final MimeConfig LENIENT = MimeConfig.custom()
            .setMaxHeaderCount(20_000)
            .setMaxHeaderLen(LONGEST_HEADER)
            .setMaxLineLen(LONGEST_HEADER)
            .setMaxContentLen(-1)
            .build();

    private static final Set<String> MESSAGES = Set.of("message/rfc822", "message/global");

    /** @param alternative unit of the outermost multipart/alternative that holds the parts; 0 when none does */
    private record Multipart(String type, int alternative) {}

    private final Harvest harvest;
    private final @Nullable Path folder;
    private final int depth;
    private final Deque<Multipart> open = new ArrayDeque<>();
    private final HeaderLines lines = new HeaderLines(LONGEST_HEADER);
    private HeaderBlock headers = new HeaderBlock();
    private int entities;
    private int units;
    private boolean wrapped;

    MimeWalk(Harvest harvest, @Nullable Path folder) {
        this(harvest, folder, 0);
    }

    private MimeWalk(Harvest harvest, @Nullable Path folder, int depth) {
        this.harvest = harvest;
        this.folder = folder;
        this.depth = depth;
    }

    /** Goes on where a signature wraps the mail's own words. */
    private MimeWalk(MimeWalk around) {
        this(around.harvest, around.folder, around.depth);
        this.wrapped = true;
        this.entities = around.entities;
        this.units = around.units;
    }

    void through(InputStream in) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, null, lines, null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(in);
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> headers = new HeaderBlock();
                case T_FIELD -> headers.add(tokens.getField());
                case T_END_HEADER -> headersEnd();
                case T_START_MULTIPART -> startMultipart(tokens);
                case T_END_MULTIPART -> open.pop();
                case T_PREAMBLE, T_EPILOGUE -> misplaced(besides(tokens.getInputStream()));
                case T_BODY -> leaf(tokens.getBodyDescriptor().getMimeType(), tokens);
                default -> {}
            }
        }
    }

    private void headersEnd() {
        boolean first = entities++ == 0;
        boolean strange = first && depth == 0 && !headers.isKnown();
        String words = strange ? lines.all() : lines.malformed();
        lines.clear();
        if (!words.isEmpty()) {
            harvest.repair(strange ? "The mail has no headers" : "Some header lines are malformed");
            misplaced(words);
        }
        if (first && depth == 0) {
            harvest.headers = headers;
        } else if (first) {
            harvest.returnedIds.addAll(headers.messageIds("message-id"));
            String from = headers.raw("from");
            harvest.innerFrom = harvest.innerFrom.isEmpty() && from != null ? from : harvest.innerFrom;
            harvest.other(headers.text("subject"));
        }
    }

    /** Words at a place where none should be; they are the mail's text when it has no other. */
    private void misplaced(String words) {
        if (depth == 0) {
            harvest.misplaced(words);
        } else {
            harvest.other(words);
        }
    }

    private void startMultipart(MimeTokenStream tokens) throws IOException {
        String type = tokens.getBodyDescriptor().getMimeType().toLowerCase(Locale.ROOT);
        int around = open.isEmpty() ? 0 : open.peek().alternative();
        open.push(new Multipart(type, around == 0 && type.equals("multipart/alternative") ? ++units : around));
        String boundary = tokens.getBodyDescriptor().getBoundary();
        if (boundary == null || boundary.length() > BOUNDARY_LENGTH || boundary.isBlank()) {
            harvest.repair("A multipart has no usable boundary; it was taken for plain text");
            body(false, tokens.getDecodedInputStream());
        } else if (open.size() > MULTIPART_DEPTH) {
            harvest.repair("Parts are nested very deeply; the inner ones were not taken apart");
            part("multipart/mixed", tokens.getDecodedInputStream());
        } else if (depth == 0) {
            protection(type, boundary);
        }
    }

    private void protection(String type, String boundary) {
        String protocol =
                headers.parameter("content-type", "protocol").orElse("").toLowerCase(Locale.ROOT);
        if (type.equals("multipart/encrypted")) {
            harvest.protection = Protection.ENCRYPTED_PGP;
        } else if (type.equals("multipart/signed") && harvest.protection == Protection.NONE) {
            harvest.protection = protocol.contains("pgp") ? Protection.SIGNED_PGP : Protection.SIGNED_UNCHECKED;
            harvest.signedBoundary = protocol.contains("pkcs7") ? boundary : null;
        }
    }

    private void leaf(String declared, MimeTokenStream tokens) throws IOException, MimeException {
        String type = typeShaped(declared);
        InputStream content = tokens.getDecodedInputStream();
        if (headers.has("content-type") && headers.mediaType() == null) {
            harvest.repair("A Content-Type is malformed; the part was taken for " + type);
        }
        if (isBody(type)) {
            body(type.equals("text/html"), content);
        } else {
            part(type, content);
        }
    }

    /** Mime4j takes anything for a type that has a slash in it. */
    private static String typeShaped(String declared) {
        String type = StorableText.line(declared, 150).toLowerCase(Locale.ROOT);
        return HeaderBlock.isMediaType(type) ? type : "application/octet-stream";
    }

    private boolean isBody(String type) {
        boolean text = type.equals("text/plain") || type.equals("text/html");
        return text
                && !headers.value("content-disposition").startsWith("attachment")
                && fileName().isEmpty();
    }

    private void body(boolean html, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(BODY_BYTES);
        if (drained(content) > 0) {
            harvest.repair("A text part is very long; its end is only in the original");
        }
        String charset = headers.parameter("content-type", "charset").orElse(null);
        Charsets.Decoded decoded = html ? Charsets.decodeHtml(bytes, charset) : Charsets.decode(bytes, charset);
        if (decoded.repair() != null) {
            harvest.repair(decoded.repair());
        }
        String text = StorableText.of(decoded.text());
        if (depth == 0 && text.stripLeading().startsWith("-----BEGIN PGP MESSAGE-----")) {
            harvest.protection = Protection.ENCRYPTED_PGP;
        } else if (depth == 0 && text.stripLeading().startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
            harvest.protection = Protection.SIGNED_PGP;
        }
        if (depth > 0) {
            harvest.other(html ? HtmlText.of(text) : text);
            return;
        }
        int alternative = open.isEmpty() ? 0 : open.peek().alternative();
        harvest.body(alternative == 0 ? ++units : alternative, html, text);
    }

    private void part(String type, InputStream content) throws IOException {
        String name = name(type);
        if (Tnef.is(type, name) && depth <= MESSAGE_DEPTH) {
            byte[] bytes = content.readNBytes(Tnef.LONGEST);
            Optional<Tnef.Opened> opened = bytes.length < Tnef.LONGEST ? Tnef.open(bytes) : Optional.empty();
            if (opened.isPresent()) {
                unpacked(opened.get());
                return;
            }
            harvest.repair("Outlook's winmail.dat could not be unpacked; it is kept as a file");
            stored(type, name, new SequenceInputStream(new ByteArrayInputStream(bytes), content));
        } else if (type.equals("application/pkcs7-mime") || type.equals("application/x-pkcs7-mime")) {
            opaque(type, name, content);
        } else {
            stored(type, name, content);
        }
    }

    private void unpacked(Tnef.Opened opened) throws IOException {
        misplaced(opened.text());
        for (Tnef.Inside inside : opened.files()) {
            String name = bareName(inside.name());
            stored(
                    MediaTypeFactory.getMediaType(name).map(MediaType::toString).orElse("application/octet-stream"),
                    name.isEmpty() ? "unnamed" : name,
                    new ByteArrayInputStream(inside.bytes()),
                    inside.cid() != null,
                    inside.cid());
        }
    }

    /** S/MIME in one piece: signed, and then its words are the mail's; or encrypted. */
    private void opaque(String type, String name, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(OPAQUE_BYTES);
        Optional<Smime.Opened> signed = wrapped || bytes.length == OPAQUE_BYTES ? Optional.empty() : Smime.open(bytes);
        if (depth == 0) {
            harvest.protection = signed.isPresent() ? Protection.SIGNED_UNCHECKED : Protection.ENCRYPTED;
            harvest.opaque = signed.map(Smime.Opened::signed).orElse(null);
        }
        if (signed.isPresent()) {
            MimeWalk inner = new MimeWalk(this);
            try {
                inner.through(new ByteArrayInputStream(signed.get().content()));
            } catch (MimeException e) {
                harvest.repair("A signed message could not be read to its end");
            }
            units = inner.units;
        }
        stored(type, name, new SequenceInputStream(new ByteArrayInputStream(bytes), content));
    }

    private void stored(String type, String name, InputStream content) throws IOException {
        String cid = cid();
        boolean attached = headers.value("content-disposition").startsWith("attachment");
        boolean inline =
                !attached && (headers.value("content-disposition").startsWith("inline") || cid != null && isRelated());
        stored(type, name, content, inline, cid);
    }

    private void stored(String type, String name, InputStream content, boolean inline, @Nullable String cid)
            throws IOException {
        int index = harvest.partCount++;
        boolean kept = depth == 0 && index < Harvest.PARTS_KEPT;
        Path file = kept && folder != null ? folder.resolve("part-" + index) : null;
        try (PartWriter writer = new PartWriter(file)) {
            CopyingStream copied = new CopyingStream(content, writer);
            lookInside(type, copied);
            drained(copied);
            if (kept) {
                harvest.parts.add(writer.part(type, name, inline, cid));
            } else if (depth == 0) {
                harvest.repair("The mail has very many parts; the later ones are only in the original");
            }
        }
    }

    /** Takes out what there is to read in an attachment, for screening and bounces. Archives stay shut. */
    private void lookInside(String type, InputStream content) throws IOException {
        if (MESSAGES.contains(type) && depth < MESSAGE_DEPTH) {
            try {
                new MimeWalk(harvest, null, depth + 1).through(content);
            } catch (MimeException e) {
                harvest.repair("A forwarded message within the mail could not be read to its end");
            }
        } else if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
            byte[] bytes = content.readNBytes(STATUS_BYTES);
            harvest.statusParts.add(StorableText.of(Charsets.decode(bytes, null).text()));
        } else if (type.equals("message/feedback-report")) {
            harvest.feedback = true;
            harvest.other(StorableText.of(
                    Charsets.decode(content.readNBytes(OTHER_BYTES), null).text()));
        } else if (type.endsWith("pkcs7-signature") && depth == 0) {
            harvest.signature = content.readNBytes(SIGNATURE_BYTES);
        } else if (type.startsWith("text/") || MESSAGES.contains(type)) {
            String charset = headers.parameter("content-type", "charset").orElse(null);
            String text = StorableText.of(
                    Charsets.decode(content.readNBytes(OTHER_BYTES), charset).text());
            if (type.equals("text/calendar")) {
                CalendarLine.of(text).forEach(depth == 0 ? harvest.calendar::add : harvest::other);
            }
            harvest.other(type.equals("text/html") ? HtmlText.of(text) : text);
        }
    }

    private boolean isRelated() {
        return open.stream().anyMatch(multipart -> multipart.type().equals("multipart/related"));
    }

    private @Nullable String cid() {
        String cid = headers.text("content-id").replaceAll("[<>\\s]", "");
        return cid.isEmpty() ? null : StorableText.cut(cid, 300);
    }

    private String fileName() {
        return headers.parameter("content-disposition", "filename")
                .or(() -> headers.parameter("content-type", "name"))
                .map(MimeWalk::bareName)
                .orElse("");
    }

    private String name(String type) {
        String name = fileName();
        if (!name.isEmpty()) {
            return name;
        }
        return switch (type) {
            case "message/rfc822", "message/global" -> "message.eml";
            case "message/delivery-status" -> "delivery-status.txt";
            case "text/rfc822-headers" -> "headers.txt";
            case "text/calendar" -> "invitation.ics";
            case "text/html" -> "text.html";
            case "application/pgp-signature" -> "signature.asc";
            default -> type.startsWith("image/") ? "image." + type.substring(6).replaceAll("[^a-z0-9]", "") : "unnamed";
        };
    }

    /** Without folders, controls and the marks that turn text round, which make {@code exe} look like {@code jpg}. */
    private static String bareName(String name) {
        String line = StorableText.line(name, 1000).replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "");
        int slash = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
        return StorableText.cut(line.substring(slash + 1).strip(), 200);
    }

    private static String besides(InputStream in) throws IOException {
        String text = StorableText.of(
                        Charsets.decode(in.readNBytes(OTHER_BYTES), null).text())
                .strip();
        return text.startsWith("This is a multi")
                        || text.startsWith("This is a cryptographically signed")
                        || text.startsWith("This is an S/MIME signed")
                ? ""
                : text;
    }

    private static long drained(InputStream in) throws IOException {
        byte[] buffer = new byte[8 * 1024];
        long count = 0;
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            count += n;
        }
        return count;
    }
}
