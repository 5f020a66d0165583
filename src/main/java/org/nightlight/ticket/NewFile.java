package org.nightlight.ticket;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/**
 * A file that a colleague hands in, after it was looked at.
 *
 * @param type as its sender says
 * @param found what its bytes are
 */
public record NewFile(String name, String type, String found, byte[] bytes, TicketFile.Scan scan) {
    private static final int LONGEST_NAME = 150;

    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * A name without folders, controls and signs that turn the direction of reading, which make one kind look like another; cut before its
     * ending where it is too long.
     */
    static String name(String given) {
        String last = given.replaceAll("(?s).*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}<>:\"|?*]", "")
                .strip();
        String name = last.isEmpty() || last.matches("\\.+") ? "file" : last;
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String end = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int cut = LONGEST_NAME - end.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(cut - 1)) ? cut - 1 : cut) + end;
    }

    /** As people say it: {@code 15 MB}. */
    public static String size(long bytes) {
        double mega = bytes / 1_048_576.0;
        return mega >= 1
                ? String.format(Locale.ROOT, mega == Math.rint(mega) ? "%.0f MB" : "%.1f MB", mega)
                : Math.max(1, bytes / 1024) + " kB";
    }
}
