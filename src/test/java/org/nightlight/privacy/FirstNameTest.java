package org.nightlight.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirstNameTest {
    @Test
    void c06_theFirstNameAloneIsShown() {
        assertThat(FirstName.of("Emma Quillfeather")).isEqualTo("Emma");
        assertThat(FirstName.of("  José  María Pérez ")).isEqualTo("José");
        assertThat(FirstName.of("Quillfeather, Emma Jane")).isEqualTo("Emma");
        assertThat(FirstName.of("Anne-Marie O'Neill")).isEqualTo("Anne-Marie");
        assertThat(FirstName.of("emma quillfeather")).isEqualTo("emma");
        assertThat(FirstName.of("Emma")).isEqualTo("Emma");
        assertThat(FirstName.of("王 小明")).isEqualTo("王");
    }

    @Test
    void c06_whatMayBeAMailboxOrAUserNameIsNoFirstName() {
        for (String name : new String[] {
            "emma.quillfeather", "emmaquillfeather", "emma@example.org", "Emma2015", "", " ", "emma_q", "Quillfeather,"
        }) {
            assertThat(FirstName.of(name)).as(name).isEqualTo(FirstName.NONE);
        }
    }

    @Test
    void aLetterIsAddressedWithoutASurname() {
        assertThat(FirstName.greeting("Emma Quillfeather")).isEqualTo("Emma");
        assertThat(FirstName.greeting("emma.quillfeather")).isEqualTo("emma");
        assertThat(FirstName.greeting("emma2015")).isEqualTo("emma");
    }
}
