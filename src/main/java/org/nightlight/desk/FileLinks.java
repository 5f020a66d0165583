package org.nightlight.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.nightlight.ticket.Drafts;
import org.springframework.stereotype.Component;

/**
 * Addresses of files. Each is signed for one member of staff and runs out after a quarter of an hour at most: handed on, it opens
 * nothing to anybody else. That they may see the file is asked at each request besides. Within five minutes the same address is
 * given, so that a page that is kept fresh does not fetch its pictures again and again.
 */
@Component
class FileLinks {
    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final Duration STEP = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Clock clock;
    private volatile @Nullable SecretKeySpec key;

    FileLinks(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What an address that was asked for is worth. */
    enum Standing {
        GOOD,
        /** It was once good for this person. */
        OVER,
        /** It was made up, changed, or made for somebody else. */
        NONE
    }

    /** Makes addresses of one ticket's files for one person. */
    interface Maker {
        String address(long fileId, boolean inline);
    }

    /** Needs a transaction. */
    Maker of(long ticketId, long staffId) {
        return under("/desk/tickets/" + ticketId + "/attachments/", ticketId, staffId);
    }

    /** As {@link #of}, of the files in this person's draft. */
    Maker ofDraft(long ticketId, long staffId, Drafts.Kind kind) {
        return under("/desk/tickets/" + ticketId + "/drafts/" + kind.key() + "/files/", ticketId, staffId);
    }

    private Maker under(String path, long ticketId, long staffId) {
        long step = STEP.toSeconds();
        long until = clock.instant().getEpochSecond() / step * step + LIFE.toSeconds();
        return (fileId, inline) -> path + fileId + "?"
                + (inline ? "inline=true&" : "") + "until=" + until + "&sign="
                + HexFormat.of().formatHex(signed(ticketId, fileId, inline, staffId, until));
    }

    /** Needs a transaction. */
    Standing standing(long ticketId, long fileId, boolean inline, long staffId, long until, String sign) {
        byte[] expected = HexFormat.of()
                .formatHex(signed(ticketId, fileId, inline, staffId, until))
                .getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, sign.getBytes(StandardCharsets.UTF_8))) {
            return Standing.NONE;
        }
        return clock.instant().isBefore(Instant.ofEpochSecond(until)) ? Standing.GOOD : Standing.OVER;
    }

    private byte[] signed(long ticketId, long fileId, boolean inline, long staffId, long until) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            return mac.doFinal(("file link " + ticketId + " " + fileId + " " + inline + " " + staffId + " " + until)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(
                    sql.fetchSingle("select secret from instance").get(0, byte[].class), "HmacSHA256");
            key = known;
        }
        return known;
    }
}
