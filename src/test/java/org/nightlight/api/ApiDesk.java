package org.nightlight.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.nightlight.RunningDesk;
import org.nightlight.shared.Actor;
import org.nightlight.staff.Role;
import org.nightlight.staff.Staff;
import org.nightlight.staff.StaffMember;
import org.nightlight.staff.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One running desk for the tests of a class, and programs that call it with a token. */
final class ApiDesk {
    private static RunningDesk desk;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static int count;

    private ApiDesk() {}

    static RunningDesk desk() {
        if (desk == null) {
            desk = RunningDesk.start();
        }
        return desk;
    }

    /** After the last test of a class. A desk that outlived its database would hold the end of the run up. */
    static void close() {
        if (desk != null) {
            desk.close();
            desk = null;
        }
    }

    /** A program with a member of staff's token. */
    record Caller(StaffMember member, String token) {
        Answer get(String path) {
            return send("GET", path, null);
        }

        Answer post(String path, String json) {
            return send("POST", path, json);
        }

        Answer put(String path, String json) {
            return send("PUT", path, json);
        }

        Answer send(String method, String path, String json, String... headers) {
            return send(
                    method,
                    path,
                    json == null ? null : json.getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    headers);
        }

        Answer send(String method, String path, byte[] body, String type, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(desk().url(path)))
                    .header("Authorization", "Bearer " + token)
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(body));
            if (body != null) {
                request.header("Content-Type", type);
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            try {
                return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        /** Hands in a ticket of a customer's; its number. */
        long ticket(String email, String subject, String text) {
            Answer made = post("/api/v2/tickets.json", """
                    {"ticket":{"subject":"%s","comment":{"body":"%s"},"requester":{"name":"Robin Vale","email":"%s"}}}""".formatted(subject, text, email));
            if (made.status() != 201) {
                throw new IllegalStateException(made.raw().body());
            }
            return made.json().at("/ticket/id").longValue();
        }
    }

    record Answer(HttpResponse<String> raw) {
        int status() {
            return raw.statusCode();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(raw.body());
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    static synchronized Caller caller(Role role) {
        String email = role.key().replace('_', '-') + ++count + "@desk.example";
        StaffMember member = desk().bean(Staff.class)
                .create("Sam Oak", email, Set.of(role), "correct horse battery", new Actor.Software("test"))
                .orThrow();
        return new Caller(
                member,
                desk().bean(Tokens.class).create(member.id(), "test").orThrow().secret());
    }
}
