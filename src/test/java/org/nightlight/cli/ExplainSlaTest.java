package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nightlight.playbook.Playbooks;

class ExplainSlaTest {
    private final ExplainSla explain = new ExplainSla(Playbooks.builtIn());

    @Test
    void aFreeTicketOnMondayMorning() {
        assertThat(explain.apply(
                        "{\"id\":1,\"tier\":\"free\",\"category\":\"billing\",\"created\":\"2026-03-02T15:00:00Z\"}"))
                .isEqualTo("{\"id\":1,\"policy\":\"free\",\"first_response_due\":\"2026-03-04T15:00:00Z\","
                        + "\"resolution_due\":\"2026-03-09T14:00:00Z\",\"escalation_due\":\"2026-03-11T14:00:00Z\","
                        + "\"act_by\":\"2026-03-04T15:00:00Z\"}");
    }

    @Test
    void tiersCategoriesAndIssuesAreKnownByKeyOrLabel() {
        String byLabel = explain.apply(
                "{\"id\":1,\"tier\":\"Alexa+ Starter\",\"category\":\"IP attribution\",\"issue\":\"Rights-holder claim\",\"created\":\"2026-03-02T15:00:00Z\"}");
        assertThat(byLabel)
                .contains("\"policy\":\"alexa-starter+ip-attribution/rights-holder-claim\"")
                .contains("\"first_response_due\":\"2026-03-02T16:00:00Z\"")
                .contains("\"resolution_due\":\"2026-03-03T15:00:00Z\"");
        assertThat(byLabel)
                .isEqualTo(
                        explain.apply(
                                "{\"id\":1,\"tier\":\"alexa_plus_starter\",\"category\":\"ip-attribution\",\"issue\":\"rights_holder_claim\",\"created\":\"2026-03-02T10:00:00\"}"));
    }

    @Test
    void pendingPausesAndOpenGoesOnWithWhatWasLeft() {
        String start =
                "{\"id\":1,\"tier\":\"professional\",\"category\":\"account\",\"created\":\"2026-03-02T15:00:00Z\",\"events\":[";
        assertThat(explain.apply(start + "{\"at\":\"2026-03-02T17:00:00Z\",\"type\":\"pending\"}]}"))
                .contains("\"first_response_due\":\"2026-03-02T19:00:00Z\"")
                .contains("\"resolution_due\":null");
        assertThat(
                        explain.apply(
                                start
                                        + "{\"at\":\"2026-03-03T15:00:00Z\",\"type\":\"open\"},{\"at\":\"2026-03-02T17:00:00Z\",\"type\":\"pending\"}]}"))
                .contains("\"resolution_due\":\"2026-03-03T21:00:00Z\"");
    }

    @Test
    void whateverTheLineTheAnswerIsALineWithAnError() {
        List<String> wrong = List.of(
                "",
                "7",
                "{}",
                "{\"id\":1,\"tier\":\"gold\",\"created\":\"2026-03-02T15:00:00Z\"}",
                "{\"tier\":\"free\",\"category\":\"pets\",\"created\":\"2026-03-02T15:00:00Z\"}",
                "{\"tier\":\"free\",\"category\":\"billing\",\"issue\":\"pets\",\"created\":\"2026-03-02T15:00:00Z\"}",
                "{\"tier\":7,\"category\":\"billing\",\"created\":\"2026-03-02T15:00:00Z\"}",
                "{\"tier\":\"free\",\"created\":\"2026-03-02T15:00:00Z\",\"events\":[{\"at\":\"x\",\"type\":\"open\"}]}",
                "{\"tier\":\"free\",\"created\":\"2026-03-02T15:00:00Z\",\"events\":[{\"at\":\"2026-03-03T15:00:00Z\",\"type\":\"shut\"}]}",
                "{\"tier\":\"free\",\"created\":\"2026-03-02T15:00:00Z\",\"events\":[7]}",
                "{\"tier\":\"free\",\"created\":\"-999999999-03-02T15:00:00Z\"}",
                "{\"tier\":\"free\",\"created\":\"2026-03-02T15:00:00Z\",\"events\":[{\"at\":\"2026-03-01T15:00:00Z\",\"type\":\"open\"}]}");
        for (String line : wrong) {
            assertThat(explain.apply(line)).as(line).contains("\"error\":\"").doesNotContain("\n");
        }
    }
}
