package org.nightlight.privacy;

import java.util.SequencedMap;

/** One thing in the copy of a person's data: a heading and facts by name, in order. */
public record Excerpt(String kind, String heading, SequencedMap<String, String> facts) {}
