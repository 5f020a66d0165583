package org.nightlight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCalendarTest {
    private static final String WEEK =
            "\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]],\"tue\":[[\"09:00\",\"12:00\"],[\"13:00\",\"17:00\"]]}";
    private static final String BERLIN = "{\"tz\":\"Europe/Berlin\"," + WEEK
            + ",\"holidays\":[\"2026-03-09\"],\"overrides\":{\"2026-03-10\":[[\"09:00\",\"10:00\"]]},\"always_open\":false}";
    private final ExplainCalendar explain = new ExplainCalendar();

    @Test
    void dueSkipsClosedTimeHolidaysAndPauses() {
        assertThat(due("2026-03-02T08:00:00Z", "480")).isEqualTo("{\"id\":1,\"due\":\"2026-03-02T16:00:00Z\"}");
        assertThat(due("2026-03-02T08:00:00Z", "660")).isEqualTo("{\"id\":1,\"due\":\"2026-03-03T11:00:00Z\"}");
        assertThat(due("2026-03-08T00:00:00Z", "61")).isEqualTo("{\"id\":1,\"due\":\"2026-03-16T08:01:00Z\"}");
        assertThat(due(
                        "2026-03-02T08:00:00Z",
                        "60,\"pauses\":[[\"2026-03-02T08:30:00Z\",\"2026-03-02T10:00:00+01:00\"]]"))
                .isEqualTo("{\"id\":1,\"due\":\"2026-03-02T09:30:00Z\"}");
    }

    @Test
    void aPauseOutsideHoursAddsNothing() {
        assertThat(due("2026-03-02T15:30:00Z", "60,\"pauses\":[[\"2026-03-02T16:00:00Z\",\"2026-03-03T07:00:00Z\"]]"))
                .isEqualTo("{\"id\":1,\"due\":\"2026-03-03T08:30:00Z\"}");
    }

    @Test
    void elapsedIsInSecondsAndNextOpenIsTheMomentItselfWhenOpen() {
        assertThat(ask("\"kind\":\"elapsed\",\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-04T00:00:00Z\""))
                .isEqualTo("{\"id\":1,\"seconds\":54000}");
        assertThat(ask("\"kind\":\"elapsed\",\"from\":\"2026-03-02T08:00:00.25Z\",\"to\":\"2026-03-02T08:00:01Z\""))
                .isEqualTo("{\"id\":1,\"seconds\":0.75}");
        assertThat(ask("\"kind\":\"next_open\",\"start\":\"2026-03-03T11:30:00Z\""))
                .isEqualTo("{\"id\":1,\"open\":\"2026-03-03T12:00:00Z\"}");
        assertThat(ask("\"kind\":\"next_open\",\"start\":\"2026-03-03T12:30:00Z\""))
                .isEqualTo("{\"id\":1,\"open\":\"2026-03-03T12:30:00Z\"}");
    }

    @Test
    void alwaysOpenHasNoClosedMinute() {
        assertThat(explain.apply("{\"id\":\"x\",\"calendar\":{\"tz\":\"America/New_York\",\"always_open\":true},"
                        + "\"kind\":\"due\",\"start\":\"2026-03-07T23:59:30Z\",\"minutes\":1440}"))
                .isEqualTo("{\"id\":\"x\",\"due\":\"2026-03-08T23:59:30Z\"}");
    }

    @Test
    void aCalendarThatNeverOpensIsAnError() {
        for (String kind : List.of("\"due\",\"minutes\":1", "\"next_open\"")) {
            assertThat(explain.apply(
                            "{\"id\":2,\"calendar\":{\"tz\":\"UTC\",\"hours\":{}},\"start\":\"2026-03-07T23:59:30Z\",\"kind\":"
                                    + kind + "}"))
                    .isEqualTo("{\"id\":2,\"error\":\"the calendar has no open minute left\"}");
        }
    }

    @Test
    void whateverTheLineTheAnswerIsALineWithAnError() {
        List<String> wrong = List.of(
                "",
                "x",
                "[]",
                "null",
                "{}",
                "{\"id\":1}",
                "{\"id\":{\"a\":[1]},\"calendar\":7}",
                "{\"calendar\":{\"tz\":\"Mars/Base\"},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"hours\":{\"mun\":[]}},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"hours\":{\"mon\":[[\"25:00\",\"26:00\"]]}},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"hours\":{\"mon\":\"09:00\"}},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"holidays\":[1]},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"overrides\":{\"soon\":[]}},\"kind\":\"due\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"always_open\":true},\"kind\":\"when\"}",
                "{\"calendar\":{\"tz\":\"UTC\",\"always_open\":true},\"kind\":\"due\",\"start\":\"soon\",\"minutes\":1}",
                "{\"calendar\":{\"tz\":\"UTC\",\"always_open\":true},\"kind\":\"due\",\"start\":\"2026-01-01T00:00Z\",\"minutes\":-1}",
                "{\"calendar\":{\"tz\":\"UTC\",\"always_open\":true},\"kind\":\"due\",\"start\":\"2026-01-01T00:00Z\",\"minutes\":1e300}",
                "{\"calendar\":" + BERLIN + ",\"kind\":\"due\",\"start\":\"+999999999-01-01T00:00Z\",\"minutes\":1}",
                "{\"calendar\":" + BERLIN
                        + ",\"kind\":\"due\",\"start\":\"2026-01-01T00:00Z\",\"minutes\":1,\"pauses\":[[\"a\"]]}",
                "{\"calendar\":" + BERLIN
                        + ",\"kind\":\"elapsed\",\"from\":\"2026-01-02T00:00Z\",\"to\":\"2026-01-01T00:00Z\"}",
                "[".repeat(100_000));
        for (String line : wrong) {
            assertThat(explain.apply(line)).as(line).contains("\"error\":\"").doesNotContain("\n");
        }
    }

    private String due(String start, String minutes) {
        return ask("\"kind\":\"due\",\"start\":\"" + start + "\",\"minutes\":" + minutes);
    }

    private String ask(String rest) {
        return explain.apply("{\"id\":1,\"calendar\":" + BERLIN + "," + rest + "}");
    }
}
