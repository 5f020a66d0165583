package org.nightlight.privacy;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.nightlight.customer.Customer;
import org.nightlight.shared.Actor;
import org.springframework.stereotype.Component;

/**
 * Pictures, sound and film may hold a child's face, voice or whereabouts: on an ordinary ticket of somebody known as under 13
 * nobody opens them before a parent has consented, and nobody any more once that is taken back. A safety case has its own rules.
 */
@Component
public class MediaConsent {
    /** How recordings begin, whatever they are called; pictures are known by {@link PlainPicture}. */
    private static final List<String> FIRST_BYTES = List.of(
            "494433", // MP3
            "fffb",
            "fff3",
            "fff2",
            "fff1", // AAC
            "fff9",
            "4f676753", // Ogg
            "664c6143", // FLAC
            "52494646", // WAV, AVI
            "2321414d52", // AMR
            "1a45dfa3", // Matroska, WebM
            "3026b275", // Windows Media
            "000001ba", // MPEG
            "000001b3",
            "464c5601", // Flash film
            "63616666"); // CAF

    private final Ages ages;
    private final Consents consents;

    MediaConsent(Ages ages, Consents consents) {
        this.ages = ages;
        this.consents = consents;
    }

    /**
     * Whether this requester's pictures, sound and film stay shut to a member of staff now.
     *
     * @param viewer whose own word that the child is older opens nothing to themselves
     */
    public boolean isMissing(Customer requester, Actor.Staff viewer) {
        return ages.isKnownUnder13(requester, viewer)
                && !consents.of(requester.id()).collection();
    }

    /** By what its sender says of it. */
    public static boolean mayShow(String name, String type) {
        return PersonalFinder.attachment(name, type).isPresent();
    }

    /** By its sender's word or by how it begins: under another name a picture is one. */
    public static boolean mayShow(String name, String type, byte[] bytes) {
        return mayShow(name, type)
                || !(PlainPicture.of(type, bytes) instanceof PlainPicture.NoPicture)
                || isRecording(bytes);
    }

    private static boolean isRecording(byte[] bytes) {
        String start = HexFormat.of().formatHex(bytes, 0, Math.min(12, bytes.length));
        boolean box = start.length() == 24 && start.startsWith("66747970", 8);
        return box || FIRST_BYTES.stream().anyMatch(start::startsWith);
    }

    /** What a file that stays shut is called: its name may tell who the child is. */
    public static String kind(String type) {
        String plain = type.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("image/")) {
            return "A picture";
        }
        return plain.startsWith("audio/") ? "A recording" : plain.startsWith("video/") ? "A film" : "A file";
    }
}
