package org.nightlight.desk;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nightlight.desk.Specimens.Specimen;
import org.nightlight.portal.PortalSpecimens;

/** Draws every page with believable models to {@code target/specimens}, to be looked at, and checks its bones. */
class PagesTest {
    private static final Path OUT = Screens.FOLDER;
    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(ContentType.Html);

    @BeforeAll
    static void copyTheSheetsBesideThem() throws IOException {
        Path from = Path.of("src/main/resources/static");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = OUT.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.write(to, Files.readAllBytes(file));
            }
        }
    }

    static void drawAll() throws IOException {
        for (String name : specimens().keySet()) {
            Files.writeString(OUT.resolve(name + ".html"), draw(name));
        }
    }

    static Stream<String> pages() {
        return specimens().keySet().stream();
    }

    /** The pages that differ to the eye: one empty list and one error page stand for their siblings. */
    static Stream<String> distinctPages() {
        return pages().filter(name -> !name.contains("list-empty-") || name.endsWith("mine"))
                .filter(name -> !name.contains("desk-error-") || name.endsWith("404"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageHasSoundBones(String name) throws IOException {
        String html = draw(name);
        Files.writeString(OUT.resolve(name + ".html"), html);
        Document page = Jsoup.parse(html);
        page.select("template").remove();

        assertThat(page.title()).isNotBlank();
        assertThat(page.select("h1")).as("headings").hasSize(1);
        assertThat(page.select("main")).as("main").hasSize(1);
        assertThat(page.body().text()).doesNotContain("null", "${", "org.nightlight");
        assertThat(page.body().text())
                .as("words of the template language, of which those that it does not know come through")
                .doesNotContainPattern("(?<![\\w.])@(?:if|else|end|for|switch|case|break|default|param|template)");
        assertThat(page.select("[style], script:not([src]), [onclick]"))
                .as("inline styles and scripts")
                .isEmpty();
        assertThat(page.select("form[method=post]"))
                .as("forms without the token")
                .allMatch(form -> form.selectFirst("input[name=_csrf]") != null);
        assertThat(unlabelled(page)).as("fields without a label").isEmpty();
        assertThat(doubles(page)).as("ids used twice").isEmpty();
        assertThat(page.select("a[href^=#]"))
                .as("links into the page lead somewhere")
                .allMatch(link -> page.getElementById(link.attr("href").substring(1)) != null);
        assertThat(page.select("[aria-labelledby], [aria-describedby]"))
                .as("labels and descriptions exist")
                .allMatch(element -> described(page, element));
    }

    @Test
    void everyPageTemplateHasASpecimen() throws IOException {
        Set<String> drawn =
                specimens().values().stream().map(Specimen::template).collect(Collectors.toSet());
        assertThat(pageTemplates()).isNotEmpty().isSubsetOf(drawn);
    }

    @Test
    void aChildsWordsAreNotOnTheCasePageBeforeTheyAreAskedFor() {
        assertThat(draw("case")).doesNotContain("brusies");
        assertThat(draw("case-read")).contains("brusies");
    }

    @Test
    void whatCustomersWriteIsEscaped() {
        var hostile = new SearchPage(
                Chrome.signedOut(new Chrome.Csrf("_csrf", "t"), false),
                "Search",
                "/desk/search",
                "<script>alert(1)</script>\" autofocus onfocus=\"x",
                "",
                new Rows(List.of(), null, null, 0),
                "",
                null,
                null,
                null,
                Map.of());
        Document page = Jsoup.parse(draw(new Specimen("desk/search", hostile)));
        assertThat(page.select("script:not([src]), [onfocus]")).isEmpty();
    }

    private static Map<String, Specimen> specimens() {
        Map<String, Specimen> all = Specimens.all();
        PortalSpecimens.all()
                .forEach((name, page) -> all.put("portal-" + name, new Specimen(page.template(), page.page())));
        return all;
    }

    static String draw(String name) {
        return draw(Objects.requireNonNull(specimens().get(name)));
    }

    private static String draw(Specimen specimen) {
        var out = new StringOutput();
        if (specimen.page() instanceof Map<?, ?> values) {
            ENGINE.render(specimen.template() + ".jte", strings(values), out);
        } else {
            ENGINE.render(specimen.template() + ".jte", specimen.page(), out);
        }
        return out.toString();
    }

    private static Map<String, Object> strings(Map<?, ?> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> (String) entry.getKey(), entry -> (Object) entry.getValue()));
    }

    private static Set<String> pageTemplates() throws IOException {
        var found = new TreeSet<String>();
        for (String room : Set.of("desk", "portal")) {
            try (Stream<Path> files = Files.list(TEMPLATES.resolve(room))) {
                for (Path file : files.toList()) {
                    if (isPage(Files.readString(file))) {
                        found.add(room + "/" + file.getFileName().toString().replace(".jte", ""));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isPage(String template) {
        return Stream.of("@template.desk.layout(", "@template.desk.doorway(", "@template.portal.layout(")
                .anyMatch(template::contains);
    }

    private static Stream<String> unlabelledFields(Document page) {
        return page.select("input:not([type=hidden]), select, textarea").stream()
                .filter(field -> !field.hasAttr("aria-label"))
                .filter(field -> field.closest("label") == null)
                .filter(field -> page.select("label[for='" + field.id() + "']").isEmpty())
                .map(Element::outerHtml);
    }

    private static Set<String> unlabelled(Document page) {
        return unlabelledFields(page).collect(Collectors.toSet());
    }

    private static Set<String> doubles(Document page) {
        var seen = new HashSet<String>();
        return page.select("[id]").stream()
                .map(Element::id)
                .filter(id -> !seen.add(id))
                .collect(Collectors.toSet());
    }

    private static boolean described(Document page, Element element) {
        String ids = element.attr("aria-labelledby") + " " + element.attr("aria-describedby");
        return Stream.of(ids.strip().split("\\s+")).allMatch(id -> page.getElementById(id) != null);
    }
}
