package io.repohook.config;

import java.time.Duration;

/** How long history is kept. */
public record Retention(Duration delivered, Duration failed) {}
