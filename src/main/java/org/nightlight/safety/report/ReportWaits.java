package org.nightlight.safety.report;

import java.util.List;

/** A version of a report has waited for approval for too long: these people are to be asked instead. */
public record ReportWaits(long caseId, long ticketId, List<Long> staffIds) {}
