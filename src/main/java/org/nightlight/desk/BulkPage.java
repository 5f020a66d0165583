package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * What is to be done with many tickets: {@code POST /desk/bulk}.
 *
 * @param filter all that match it are meant; empty where they were ticked
 * @param tickets those that were ticked; empty where all that match a filter are meant
 * @param count how many are meant, as of now
 * @param first a few of them
 * @param sent what the form carried, shown again after a fault
 * @param faults messages by field
 */
public record BulkPage(
        Chrome chrome,
        String filter,
        List<Long> tickets,
        int count,
        Rows first,
        List<Choice> assignees,
        List<Choice> states,
        Map<String, String> sent,
        Map<String, String> faults) {}
