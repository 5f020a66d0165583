package org.nightlight.desk;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What was asked for is not there, or not for this viewer: the two look alike. */
final class NotHere extends ResponseStatusException {
    NotHere() {
        super(HttpStatus.NOT_FOUND);
    }
}
