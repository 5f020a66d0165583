package org.nightlight.privacy;

/**
 * Something about the registers that an admin has to see to.
 *
 * @param about equal for the same matter, which is told once
 * @param address the page of the desk where it is put right
 */
public record Warning(String about, String subject, String text, String address) {}
