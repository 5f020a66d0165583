package org.nightlight.desk;

/** A list of tickets: {@code GET /desk/lists/{name}}. */
public record ListPage(Chrome chrome, DeskList list, Rows rows) {}
