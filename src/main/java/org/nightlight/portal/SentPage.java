package org.nightlight.portal;

/**
 * After the contact form: says that the message arrived and nothing about what it held or who sent it.
 *
 * @param answered whether an address was given that an answer can go to
 */
public record SentPage(PortalChrome chrome, boolean child, boolean answered) {}
