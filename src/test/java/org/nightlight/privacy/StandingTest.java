package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void c13_whatIsNotRegisteredOrNotAssuredDoesNotHold() {
        assertThat(Standing.of(null, TODAY)).isEqualTo(Standing.MISSING);
        assertThat(Standing.of(supplier(false, Supplier.Kind.INTERNAL_OPERATIONS, null, true), TODAY))
                .isEqualTo(Standing.NO_ASSURANCE);
        assertThat(Standing.of(supplier(false, Supplier.Kind.THIRD_PARTY, null, true), TODAY))
                .isEqualTo(Standing.NO_ASSURANCE);
        assertThat(Standing.MISSING.holds() || Standing.NO_ASSURANCE.holds() || Standing.EXPIRED.holds())
                .isFalse();
    }

    @Test
    void c13_whatWeRunOurselvesAndAuthoritiesNeedNoAssurance() {
        assertThat(Standing.of(supplier(true, Supplier.Kind.INTERNAL_OPERATIONS, null, true), TODAY))
                .isEqualTo(Standing.GOOD);
        assertThat(Standing.of(supplier(false, Supplier.Kind.AUTHORITY, null, true), TODAY))
                .isEqualTo(Standing.GOOD);
        assertThat(Standing.of(supplier(true, Supplier.Kind.INTERNAL_OPERATIONS, null, false), TODAY))
                .isEqualTo(Standing.TO_CONFIRM);
    }

    @Test
    void c58_anAssuranceCountsToItsLastDayAndIsWatchedForThirtyDays() {
        assertThat(until("2026-12-21")).isEqualTo(Standing.GOOD);
        assertThat(until("2026-12-20")).isEqualTo(Standing.ENDS_SOON);
        assertThat(until("2026-11-20")).isEqualTo(Standing.ENDS_SOON);
        assertThat(until("2026-11-19")).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void c57_aYearlyDutyIsDueAYearAfterItWasDoneAndWatchedForThirtyDays() {
        assertThat(Compliance.due(null, TODAY)).isEqualTo(Compliance.Due.NEVER);
        assertThat(Compliance.due(LocalDate.parse("2025-12-21"), TODAY)).isEqualTo(Compliance.Due.DONE);
        assertThat(Compliance.due(LocalDate.parse("2025-12-20"), TODAY)).isEqualTo(Compliance.Due.SOON);
        assertThat(Compliance.due(LocalDate.parse("2025-11-20"), TODAY)).isEqualTo(Compliance.Due.SOON);
        assertThat(Compliance.due(LocalDate.parse("2025-11-19"), TODAY)).isEqualTo(Compliance.Due.OVER);
    }

    private static Standing until(String day) {
        return Standing.of(supplier(false, Supplier.Kind.THIRD_PARTY, LocalDate.parse(day), true), TODAY);
    }

    private static Supplier supplier(boolean own, Supplier.Kind kind, @Nullable LocalDate expires, boolean confirmed) {
        return new Supplier(
                1,
                null,
                new Supplier.Facts("It", kind, own, "Something.", "Something.", null),
                "",
                confirmed ? 7L : null,
                confirmed ? NOW : null,
                null,
                expires == null ? null : new Supplier.Assurance(5, "DPA", null, expires, 7, NOW));
    }
}
