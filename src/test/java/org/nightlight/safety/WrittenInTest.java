package org.nightlight.safety;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenInTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | The app crashes when I open it on our tablet, and there is no sound.
            es | La aplicación se cierra cuando la abro en nuestra tableta y no hay sonido.
            es | HOLA! MI HIJA NO PUEDE ENTRAR EN SU CUENTA, ME AYUDAN POR FAVOR
            pt | Não consigo abrir o aplicativo, você pode me ajudar com isso? Muito obrigado.
            fr | Bonjour, je ne peux pas ouvrir mon application, que dois-je faire avec les photos ?
            """)
    void littleWordsTell(String language, String words) {
        assertThat(WrittenIn.of(words)).contains(language);
    }

    @Test
    void tooLittleTellsNothing() {
        assertThat(WrittenIn.of("")).isEmpty();
        assertThat(WrittenIn.of("Photo 12")).isEmpty();
        assertThat(WrittenIn.of("#### 0000 ____")).isEmpty();
        assertThat(WrittenIn.of("gracias gracias gracias gracias"))
                .as("one word, however often")
                .isEmpty();
    }

    @Test
    void onlyABeginningIsRead() {
        assertThat(WrittenIn.of("x ".repeat(3_000) + "the app does not open and we have no sound"))
                .isEmpty();
        assertThat(WrittenIn.of("the app does not open " + "a".repeat(2_000_000)))
                .contains("en");
    }
}
