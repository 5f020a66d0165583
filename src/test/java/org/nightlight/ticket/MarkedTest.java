package org.nightlight.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nightlight.shared.SafeHtml;

class MarkedTest {
    @Test
    void marksThatPeopleKnowAreShown() {
        assertThat(html("It is **done**.\nWe *hope* so."))
                .isEqualTo("<p>It is <strong>done</strong>.<br>\nWe <em>hope</em> so.</p>\n");
        assertThat(html("- one\n- two")).isEqualTo("<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n");
        assertThat(html("1. open\n2. close")).startsWith("<ol>");
        assertThat(html("> as you wrote")).startsWith("<blockquote>");
        assertThat(html("[help](https://help.example/a?b=1)"))
                .isEqualTo(
                        "<p><a href=\"https://help.example/a?b=1\" rel=\"noopener noreferrer nofollow\">help</a></p>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello Robin,\n\nit is 3 * 4 and 5 * 6.",
                "# 1042 is the number\nwith a second line",
                "    four spaces in front",
                "--\nSam\nStorytailor",
                "a_b_c and snake_case_words",
                "[1]: above\n\n**bold**",
                "<b>typed</b>",
                ""
            })
    void whatIsNoMarkStaysAsItWasTyped(String text) {
        assertThat(Marked.html(text)).isEmpty();
    }

    @Test
    void nothingRunsAndNothingIsFetchedFromElsewhere() {
        assertThat(html("**b** <script>alert(1)</script>"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script");
        assertThat(html("**b** [x](javascript:alert(1))"))
                .doesNotContain("href")
                .contains("x");
        assertThat(html("**b** [x](data:text/html,hi)")).doesNotContain("href");
        assertThat(html("![a cat](https://elsewhere.example/cat.png)"))
                .contains("<a href=\"https://elsewhere.example/cat.png\"", ">a cat</a>")
                .doesNotContain("<img");
        assertThat(html("**b** ![](javascript:x)")).doesNotContain("href").doesNotContain("<img");
    }

    private static String html(String text) {
        return Marked.html(text).map(SafeHtml::value).orElse("");
    }
}
