package org.nightlight.safety.report;

/** The time for a report is nearly over, or over, and nobody has reported: the Safety Team is to be told. */
public record ReportTimeRuns(long caseId, long ticketId, boolean over) {}
