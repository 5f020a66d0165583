package org.nightlight.desk;

/**
 * One message that could not be read, as it came: {@code GET /desk/inbound/{id}}.
 *
 * @param raw the bytes as text, never as HTML
 * @param cut true when only the beginning is shown
 */
public record InboundMessagePage(Chrome chrome, InboundPage.Row row, String raw, boolean cut) {}
