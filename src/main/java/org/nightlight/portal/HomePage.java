package org.nightlight.portal;

/** {@code GET /}: where customers begin. Also the model of {@code GET /help}. */
public record HomePage(PortalChrome chrome) {}
