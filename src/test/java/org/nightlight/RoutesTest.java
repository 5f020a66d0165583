package org.nightlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nightlight.database.TestDatabase;
import org.nightlight.shared.EmailAddress;
import org.nightlight.staff.Attendance;
import org.nightlight.staff.Role;
import org.nightlight.staff.StaffMember;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class RoutesTest {
    private static ConfigurableApplicationContext desk;

    @BeforeAll
    static void start() {
        desk = Nightlight.start(
                Map.of("NIGHTLIGHT_DATABASE_URL", TestDatabase.fresh().toUrl(), "NIGHTLIGHT_DEMO", "false"),
                Map.of("nightlight.port", "0", "nightlight.smtp.port", "0"));
    }

    @AfterAll
    static void stop() {
        desk.close();
        desk = null; // it would be held until the last class has run
    }

    @Test
    void everyRouteOfAControllerHasALine() {
        assertThat(mapped().stream().filter(route -> lines().stream().noneMatch(line -> covers(line, route))))
                .as("routes without a line in Routes")
                .isEmpty();
    }

    @Test
    void everyLineHasARoute() {
        assertThat(lines().stream()
                        .filter(line -> !line.startsWith("FILE"))
                        .filter(line -> mapped().stream().noneMatch(route -> covers(line, route))))
                .as("lines in Routes that lead nowhere")
                .isEmpty();
    }

    @Test
    void noLineStandsTwice() {
        assertThat(lines()).doesNotHaveDuplicates();
    }

    @Test
    void whatHasNoLineIsClosedAndTheMostExactLineHolds() {
        assertThat(Routes.of(GET, "/desk/tickets/7/secrets")).isEmpty();
        assertThat(Routes.of(HttpMethod.DELETE, "/desk/tickets/7")).isEmpty();
        assertThat(Routes.of(GET, "/desk/tickets/new").orElseThrow().path().getPatternString())
                .isEqualTo("/desk/tickets/new");
        assertThat(Routes.of(HttpMethod.HEAD, "/help")).isPresent();
    }

    @Test
    void safetyCasesAreOpenToSafetyOfficersAndLegalOnly() {
        for (Role role : Role.values()) {
            boolean expected = role == Role.SAFETY_OFFICER || role == Role.LEGAL;
            for (Routes.Route route : Routes.ALL) {
                if (route.path().getPatternString().startsWith("/desk/cases")) {
                    assertThat(route.admits(member(role)))
                            .as(role + " " + route.path())
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void onlyAdminsChangeThePlaybookOrThePeople() {
        for (Routes.Route route : Routes.ALL) {
            if (route.path().getPatternString().startsWith("/desk/admin")
                    && route.method().equals(POST)) {
                assertThat(route.roles()).as(route.path().toString()).containsExactly(Role.ADMIN);
            }
        }
    }

    private static List<String> lines() {
        return Routes.ALL.stream()
                .map(route -> (route.file() ? "FILE" : route.method().name()) + " "
                        + shape(route.path().getPatternString()))
                .toList();
    }

    private static List<String> mapped() {
        List<String> routes = new ArrayList<>();
        desk.getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
                    if (handler.getBeanType().getPackageName().startsWith("org.nightlight")
                            && handler.getBeanType()
                                    != ErrorPages.class) { // reached by the server's own dispatch alone
                        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                        assertThat(methods).as("methods of " + handler).isNotEmpty();
                        for (RequestMethod method : methods) {
                            info.getPatternValues().forEach(path -> routes.add(method + " " + shape(path)));
                        }
                    }
                }));
        assertThat(routes).isNotEmpty();
        return routes;
    }

    /** A line that ends in {@code /**} covers all below; any other must be the very route. */
    private static boolean covers(String line, String route) {
        return line.endsWith("/**") ? route.startsWith(line.substring(0, line.length() - 2)) : route.equals(line);
    }

    /** The path without the names of its variables. */
    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    private static StaffMember member(Role role) {
        return new StaffMember(
                1,
                "Sam",
                new EmailAddress("sam@desk.example"),
                Set.of(role),
                Set.of(),
                Set.of(),
                Set.of(),
                true,
                "comfortable",
                "en",
                new Attendance(8, null, null));
    }
}
