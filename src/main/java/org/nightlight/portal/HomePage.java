package org.nightlight.portal;

/** {@code GET /}: where customers begin. */
public record HomePage(PortalChrome chrome) {}
