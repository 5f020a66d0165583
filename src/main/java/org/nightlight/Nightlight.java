package org.nightlight;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Nightlight {
    public static void main(String[] args) {
        SpringApplication.run(Nightlight.class, args);
    }
}
