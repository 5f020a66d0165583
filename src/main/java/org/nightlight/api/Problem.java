package org.nightlight.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that is answered with an error in Zendesk's shape. Carries nothing that anybody wrote. */
final class Problem extends RuntimeException {
    private final int status;
    private final String error;
    private final transient Map<String, List<Detail>> details;

    /** What is wrong with one field; {@code error} is Zendesk's word for the kind of fault. */
    record Detail(String description, String error) {}

    private Problem(int status, String error, String description, Map<String, List<Detail>> details) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.details = details;
    }

    static Problem of(int status, String error, String description) {
        return new Problem(status, error, description, Map.of());
    }

    /** Missing, or not for this caller: the two look alike. */
    static Problem notFound() {
        return of(404, "RecordNotFound", "Not found");
    }

    static Problem noSuchEndpoint() {
        return of(404, "InvalidEndpoint", "Not found");
    }

    static Problem badRequest(String description) {
        return of(400, "BadRequest", description);
    }

    static Problem brokenJson() {
        return of(400, "InvalidJSON", "The body is not a JSON object as this endpoint reads it.");
    }

    static Problem conflict() {
        return of(
                409, "UpdateConflict", "Safe Update prevented the update due to outdated ticket data. Read it again.");
    }

    static Problem invalid(Map<String, List<Detail>> details) {
        return new Problem(422, "RecordInvalid", "Record validation errors", new LinkedHashMap<>(details));
    }

    static Problem invalid(String field, String description) {
        return invalid(Map.of(field.isEmpty() ? "base" : field, List.of(new Detail(description, "InvalidValue"))));
    }

    int status() {
        return status;
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("error", error).put("description", getMessage());
        if (!details.isEmpty()) {
            ObjectNode fields = json.putObject("details");
            details.forEach((field, faults) -> {
                ArrayNode list = fields.putArray(field);
                for (Detail fault : new ArrayList<>(faults)) {
                    list.addObject().put("description", fault.description()).put("error", fault.error());
                }
            });
        }
        return json;
    }
}
