package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigitalAgesTest {
    private final DigitalAges ages = DigitalAges.shipped();

    @Test
    void c62_agesAreDataByCountryWithSourceAndDay() {
        assertThat(ages.source()).isNotBlank();
        assertThat(ages.checked()).isEqualTo("2026-11-22");
        assertThat(ages.in("BE")).isEqualTo(13);
        assertThat(ages.in("IT")).isEqualTo(14);
        assertThat(ages.in("FR")).isEqualTo(15);
        assertThat(ages.in("DE")).isEqualTo(16);
        assertThat(ages.in("GB")).isEqualTo(13);
        assertThat(ages.countries())
                .extracting(DigitalAges.Country::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> Set.of(java.util.Locale.getISOCountries()).contains(code));
    }

    @Test
    void c62_anUnknownCountryCountsAsSixteen() {
        assertThat(ages.in("ZZ")).isEqualTo(16);
        assertThat(ages.in("")).isEqualTo(16);
    }

    @Test
    void c62_whatNoSourceWasReadForIsMarkedAndCountsAsSixteen() {
        assertThat(ages.countries().stream().filter(it -> !it.verified()).map(DigitalAges.Country::code))
                .containsExactly("IS", "LI", "NO", "SI");
        DigitalAges bold = DigitalAges.read("""
                {checked: "2026-11-22", source: x, ages: [{code: SI, name: Slovenia, age: 15, verified: false}]}""");
        assertThat(bold.in("SI")).isEqualTo(16);
    }

    @Test
    void c62_aPersonWhoseCountryIsNotKnownHasTheStrictestOfThoseServed() {
        assertThat(ages.forPerson(null, List.of("US", "FR", "BE"))).isEqualTo(15);
        assertThat(ages.forPerson(null, List.of("US"))).isEqualTo(13);
        assertThat(ages.forPerson(null, List.of("US", "BR"))).isEqualTo(16);
        assertThat(ages.forPerson(null, List.of())).isEqualTo(16);
        assertThat(ages.forPerson("BE", List.of("US", "FR"))).isEqualTo(13);
    }

    @Test
    void c62_noAgeBelowTheFloorIsRead() {
        assertThatThrownBy(() -> DigitalAges.read(
                        "{checked: \"2026-11-22\", source: x, ages: [{code: SI, name: S, age: 12, verified: true}]}"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
