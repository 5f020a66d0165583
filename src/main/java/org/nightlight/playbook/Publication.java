package org.nightlight.playbook;

import java.time.Instant;
import org.nightlight.shared.Actor;

/** When, by whom and why a version of the playbook was published. {@code sha256} is that of the document, in hex. */
public record Publication(int number, String sha256, String note, Instant at, Actor by) {}
