package io.repohook.quickstart;

import java.time.Instant;
import java.util.List;

/**
 * Something genuine that arrived.
 *
 * @param lines what a person sees of it; never empty
 */
record Arrival(Way way, Instant at, List<String> lines) {}
