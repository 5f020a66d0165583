package org.nightlight.playbook;

/** Who works on tickets. {@code software}: no person belongs to it, and nothing waits there for one. */
public record Team(String key, String label, boolean software) {}
