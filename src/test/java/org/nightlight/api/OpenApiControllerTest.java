package org.nightlight.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.nightlight.staff.Role;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiControllerTest {
    private final JsonNode document =
            ApiDesk.caller(Role.AGENT).get("/api/openapi.json").json();

    @AfterAll
    static void stop() {
        ApiDesk.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        SortedSet<String> routes = new TreeSet<>();
        ApiDesk.desk()
                .context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods()
                        .keySet()
                        .forEach(info -> info.getPatternValues().stream()
                                .filter(path -> path.startsWith("/api/"))
                                .map(path -> path.replaceAll("\\{(\\w+):[^/]*?}}", "{$1}"))
                                .filter(path -> path.equals("/api/openapi.json") || !path.endsWith(".json"))
                                .forEach(path -> info.getMethodsCondition()
                                        .getMethods()
                                        .forEach(method -> routes.add(method + " " + path)))));
        SortedSet<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(verb -> described.add(verb.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(routes);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        document.findValues("$ref")
                .forEach(reference -> assertThat(
                                document.at(reference.stringValue().substring(1))
                                        .isMissingNode())
                        .as(reference.stringValue())
                        .isFalse());
    }
}
