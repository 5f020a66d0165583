package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the desk, asked by everybody outside for everything of a walled case by its number and by its words: the
 * answer must be the one for a number or words that never were. Built from the list of routes and the controllers behind it,
 * so that a new one is asked without anybody adding it here; a number in an address is filled with every number of the case.
 */
class EverySurfaceTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)(?::(?:[^{}]|\\{[^{}]*})*)?}");
    /** Kept open by the desk: {@link WallTest} listens to it. */
    private static final String LIVE = "/desk/live";

    private static RunningDesk desk;
    private static SealedWorld world;
    private static Set<Surface> surfaces;

    @BeforeAll
    static void aWalledCase() {
        desk = RunningDesk.start(Map.of("nightlight.demo", "true"));
        world = new SealedWorld(desk);
        surfaces = surfaces();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @ParameterizedTest
    @EnumSource(SealedWorld.Outsider.class)
    void r24_noNumberOfItAnswersOtherwiseThanOneThatNeverWas(SealedWorld.Outsider who) {
        Browser browser = world.browser(who);
        int asked = 0;
        for (Surface surface : surfaces) {
            if (surface.path().matches(".*\\{\\w.*")) {
                Answer nowhere = ask(who, browser, surface, SealedWorld.NEVER);
                for (String number : world.numbers()) {
                    assertSame(who, browser, surface, number, SealedWorld.NEVER, nowhere);
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(300);
    }

    @ParameterizedTest
    @EnumSource(SealedWorld.Outsider.class)
    void r24_noWordsOfItFindMoreThanWordsThatNobodyWrote(SealedWorld.Outsider who) {
        Browser browser = world.browser(who);
        for (Surface surface : surfaces) {
            if (!surface.path().contains("{")
                    && surface.method().equals("GET")
                    && !surface.path().equals(LIVE)) {
                Map<String, Answer> nowhere = new HashMap<>();
                world.words()
                        .forEach((word, never) -> assertSame(
                                who,
                                browser,
                                surface,
                                word,
                                never,
                                nowhere.computeIfAbsent(never, words -> ask(who, browser, surface, words))));
            }
        }
    }

    /** What changes something for oneself comes last: it may end the session. */
    @ParameterizedTest
    @EnumSource(SealedWorld.Outsider.class)
    void r24_noFormThatIsSentInTellsOfIt(SealedWorld.Outsider who) {
        Browser browser = world.browser(who);
        List<Surface> forms = new ArrayList<>(surfaces.stream()
                .filter(it -> !it.path().contains("{") && !it.method().equals("GET"))
                // shows whoever asks the numbers that they asked for; BreakGlassTest holds that it answers alike
                .filter(it -> !it.path().equals("/desk/break-glass"))
                .toList());
        forms.sort(java.util.Comparator.comparing(
                it -> it.path().contains("sign-") || it.path().contains("/account")));
        for (Surface form : forms) {
            for (String number : world.numbers()) {
                Answer answer = ask(who, browser, form, number);
                assertThat(answer.status()).as(who + " " + form).isNotEqualTo(500);
                assertSilent(who + " " + form, answer, number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SealedWorld.Outsider.class)
    void r24_aMethodWithoutALineAnswersNobody(SealedWorld.Outsider who) {
        Browser browser = world.browser(who);
        for (Surface surface : surfaces) {
            for (String method : List.of("HEAD", "PUT", "DELETE", "PATCH")) {
                boolean lined = surfaces.contains(new Surface(method, surface.path()));
                if (!lined && surface.path().contains("{") && surface.method().equals("GET")) {
                    assertSame(who, browser, new Surface(method, surface.path()), world.ticket(), SealedWorld.NEVER);
                    assertSame(who, browser, new Surface(method, surface.path()), world.caseId(), SealedWorld.NEVER);
                }
            }
        }
    }

    /** So that the silence above is not that of a question which nobody would answer. */
    @Test
    void thoseInsideFindAllOfItByTheSameNumbers() {
        Browser inside = world.inside();
        assertThat(inside.get("/desk/tickets/" + world.ticket()).body()).contains("quokka7 words");
        assertThat(inside.get("/desk/cases/" + world.caseId() + "/files").statusCode())
                .as("its files are shut until two people agree")
                .isEqualTo(200);
        assertThat(inside.get("/desk/cases/" + world.caseId()).statusCode()).isEqualTo(200);
        assertThat(inside.get("/desk/cases/" + world.caseId() + "/report/versions/1/file")
                        .statusCode())
                .isEqualTo(200);
        assertThat(inside.get("/desk/search?q=" + world.ticket()).body()).contains("/desk/tickets/" + world.ticket());
    }

    @Test
    void aWallThatIsTakenDownIsNoticed() {
        Browser agent = world.browser(SealedWorld.Outsider.AGENT);
        Surface user = surfaces.stream()
                .filter(it -> it.method().equals("GET") && it.path().startsWith("/api/v2/users/{id"))
                .filter(it -> !it.path().contains("tickets"))
                .findFirst()
                .orElseThrow();
        for (String table : List.of("customer", "ticket")) {
            world.owner("alter table " + table + " disable row level security");
            Surface surface = table.equals("customer") ? user : new Surface("GET", "/desk/tickets/{id}");
            String number = table.equals("customer") ? world.numbers().getLast() : world.ticket();
            assertThatThrownBy(() -> assertSame(SealedWorld.Outsider.AGENT, agent, surface, number, SealedWorld.NEVER))
                    .isInstanceOf(AssertionError.class);
            world.owner("alter table " + table + " enable row level security");
        }
    }

    /** One method at one address, as a controller has it. */
    record Surface(String method, String path) {}

    record Answer(int status, String where, String body) {}

    private static void assertSame(
            SealedWorld.Outsider who, Browser browser, Surface surface, String asked, String never) {
        assertSame(who, browser, surface, asked, never, ask(who, browser, surface, never));
    }

    /**
     * Asked again, both of them, where it differs: another second, another minute. What tells of the case tells of it each time.
     *
     * @param before what was answered to {@code never} a moment ago
     */
    private static void assertSame(
            SealedWorld.Outsider who, Browser browser, Surface surface, String asked, String never, Answer before) {
        String as = who + " " + surface + " " + asked;
        Answer nowhere = before;
        Answer there = ask(who, browser, surface, asked);
        for (int again = 0; again < 3 && !plain(there, asked).equals(plain(nowhere, never)); again++) {
            there = ask(who, browser, surface, asked);
            nowhere = ask(who, browser, surface, never);
        }
        assertThat(there.status()).as(as).isNotEqualTo(500);
        assertThat(plain(there, asked)).as(as).isEqualTo(plain(nowhere, never));
        assertSilent(as, there, asked);
        boolean admitted = Routes.of(HttpMethod.valueOf(surface.method()), filled(surface.path(), asked))
                .filter(route -> route.admits(world.member(who)))
                .isPresent();
        if (admitted) {
            assertThat(there.status()).as(as + " came as far as the controller").isNotIn(401, 403);
        }
    }

    /** No word, name, address or number of the case but what was asked with. */
    private static void assertSilent(String as, Answer answer, String asked) {
        String all = plain(answer, asked).toString();
        world.secrets().forEach(secret -> assertThat(all).as(as).doesNotContainIgnoringCase(secret));
        world.numbers().forEach(number -> assertThat(all).as(as).doesNotContain(number));
    }

    /** Without what differs between any two answers. */
    private static Answer plain(Answer answer, String asked) {
        return new Answer(answer.status(), plain(answer.where(), asked), plain(answer.body(), asked));
    }

    private static String plain(String text, String asked) {
        return text.replaceAll("<code>[^<]*</code>", "")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
                .replaceAll("name=\"once\" value=\"[^\"]*\"", "")
                .replace(URLEncoder.encode(asked, StandardCharsets.UTF_8), "N")
                .replace(asked, "N");
    }

    private static Answer ask(SealedWorld.Outsider who, Browser browser, Surface surface, String with) {
        String path = filled(surface.path(), with);
        if (!surface.path().contains("{") && surface.method().equals("GET")) {
            String value = URLEncoder.encode(with, StandardCharsets.UTF_8);
            path += "?q=" + value + "&query=" + value + "&ids=" + value + "&external_id=" + value + "&ticket=" + value
                    + "&about=ticket:" + value + "&who=" + value + "&requester=" + value;
        }
        HttpResponse<String> answer = surface.path().startsWith("/api/")
                ? world.call(who, surface.method(), path)
                : browser.ask(surface.method(), path, form(browser, with));
        return new Answer(
                answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
    }

    /** Fields as the desk's forms have them; whatever asks for a number gets the number. */
    private static Map<String, String> form(Browser browser, String number) {
        Map<String, String> fields = new HashMap<>(Map.of(
                "_csrf", world.token(browser),
                "version", "1",
                "text", "x",
                "reason", "x",
                "state", "open",
                "category", "billing/refund",
                "answer", "right"));
        List.of("ticket", "id", "case", "customer", "child", "message", "who", "staff", "member", "number")
                .forEach(name -> fields.put(name, number));
        return fields;
    }

    private static String filled(String path, String number) {
        Matcher variable = VARIABLE.matcher(path);
        return variable.replaceAll(
                it -> it.group(1).equals("id") ? number : world.values().getOrDefault(it.group(1), number));
    }

    /** What the lines of the list lead to; a line for all below is taken apart into what there is. */
    private static Set<Surface> surfaces() {
        Set<Surface> all = new LinkedHashSet<>();
        for (Routes.Route route : Routes.ALL) {
            String path = route.path().getPatternString();
            if (route.file()) {
                continue;
            } else if (path.endsWith("/**")) {
                String below = path.substring(0, path.length() - 2);
                mapped(route.method().name()).stream()
                        .filter(it -> it.startsWith(below) && !it.endsWith(".json"))
                        .forEach(it -> all.add(new Surface(route.method().name(), it)));
            } else {
                all.add(new Surface(route.method().name(), path));
            }
        }
        assertThat(all)
                .contains(
                        new Surface("GET", "/desk/tickets/{id}"),
                        new Surface("POST", "/desk/cases/{id}/report/versions/{number}/approval"),
                        new Surface("GET", "/api/v2/tickets/count"));
        return all;
    }

    private static List<String> mapped(String method) {
        List<String> paths = new ArrayList<>();
        desk.context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (info.getMethodsCondition().getMethods().stream()
                            .anyMatch(it -> it.name().equals(method))) {
                        paths.addAll(info.getPatternValues());
                    }
                }));
        return paths;
    }
}
