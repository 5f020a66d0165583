package org.nightlight.safety;

/** Whether the time for a report runs on a case; known by those who look after reports. */
public interface ReportDuty {
    boolean runs(long caseId);
}
