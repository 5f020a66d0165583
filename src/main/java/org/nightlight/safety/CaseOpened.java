package org.nightlight.safety;

/** A case was opened or raised in this transaction: the Safety Team is to be alerted. */
public record CaseOpened(long caseId, long ticketId) {}
