package org.nightlight.shared;

/** HTML that may stand on a page as it is: made by the sanitiser, or by our own templates. Nothing else may make one. */
public record SafeHtml(String value) {}
