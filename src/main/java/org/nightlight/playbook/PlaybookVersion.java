package org.nightlight.playbook;

/** A playbook with the number under which it was published; every decision keeps the number. */
public record PlaybookVersion(int number, Playbook playbook) {}
