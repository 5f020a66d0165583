package org.nightlight.privacy;

import java.util.function.Supplier;

/**
 * Something about the registers that an admin has to see to.
 *
 * @param about equal for the same matter, which is told once
 * @param words in the language that is spoken when they are asked for
 * @param address the page of the desk where it is put right
 */
public record Warning(String about, Supplier<Words> words, String address) {
    public record Words(String subject, String text) {}
}
