package org.nightlight.portal;

/** {@code GET /crisis}: numbers to call, with the day they were last checked. */
public record CrisisPage(PortalChrome chrome, CrisisLines lines) {}
