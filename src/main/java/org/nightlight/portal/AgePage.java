package org.nightlight.portal;

import java.util.Map;

/**
 * The question before the contact form: {@code GET /contact}, answered to {@code POST /contact/age}. It presets nothing and
 * says nothing of what an answer leads to.
 */
public record AgePage(PortalChrome chrome, String year, Map<String, String> faults) {}
