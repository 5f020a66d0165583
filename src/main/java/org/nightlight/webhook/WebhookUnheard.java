package org.nightlight.webhook;

/**
 * Administrators are to be told, in the running transaction, that a webhook needs them. Told once until somebody looks.
 *
 * @param gone that it was switched off since it said that it is gone for good; else calls ended unheard after a day
 */
public record WebhookUnheard(long webhookId, String name, boolean gone) {}
