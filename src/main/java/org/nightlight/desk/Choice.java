package org.nightlight.desk;

import java.util.List;

/** One entry of a select, a list of radio buttons or of boxes to tick. */
public record Choice(String value, String label, boolean chosen) {

    /** Entries under one heading. */
    public record Group(String label, List<Choice> choices) {}
}
