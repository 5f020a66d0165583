package org.nightlight.desk;

import java.util.List;
import java.util.Map;

/**
 * The programme that keeps children's data safe: {@code GET /desk/admin/compliance}.
 *
 * @param missing what the online notice lacks, each as a few words
 * @param basis why customers' data may be used, as the playbook has it
 * @param strictest the age in years that counts where a customer's country is not known
 * @param unverified countries for whose age no source was read
 */
public record AdminCompliancePage(
        Chrome chrome,
        List<Choice> owners,
        boolean owned,
        List<Duty> duties,
        List<String> missing,
        String basis,
        int strictest,
        List<String> unverified,
        Map<String, String> faults) {

    /**
     * @param last the day it was last done, as in the form; empty for never
     * @param standing such as {@code due by 20 November 2027}
     */
    public record Duty(String field, String label, String hint, String last, String standing, boolean warns) {}
}
