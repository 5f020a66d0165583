package org.nightlight.desk;

import java.util.List;

/** This person's changes to many tickets of the last days: {@code GET /desk/bulk-jobs}. */
public record BulkJobsPage(Chrome chrome, List<BulkJobPage.Line> jobs) {}
