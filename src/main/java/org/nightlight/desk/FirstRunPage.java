package org.nightlight.desk;

import java.util.Map;

/** {@code GET /desk/first-run}: the first admin of an empty desk. Fields: {@code name}, {@code email}, {@code password}. */
public record FirstRunPage(Chrome chrome, String name, String email, Map<String, String> faults) {}
