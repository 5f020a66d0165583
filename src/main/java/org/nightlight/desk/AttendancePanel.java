package org.nightlight.desk;

/**
 * The form by which somebody, or an admin for them, says whether they are here and how many tickets they have room for.
 *
 * @param back when they are back, as {@code 2026-11-27T09:00} in the desk's zone; empty for not known and for whoever is here
 * @param until the same in words, such as {@code away until 27 Nov, 09:00}; empty for whoever is here
 */
public record AttendancePanel(int capacity, boolean away, String back, String until) {}
