package org.nightlight.portal;

/** After the contact form: says that the message arrived and nothing about what it held or who sent it. */
public record SentPage(PortalChrome chrome, boolean child) {}
