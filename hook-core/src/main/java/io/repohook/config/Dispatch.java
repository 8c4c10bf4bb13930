package io.repohook.config;

/**
 * How many attempts run at a time.
 *
 * @param concurrency over all endpoints
 * @param perEndpoint at one endpoint; not above {@code concurrency}
 */
public record Dispatch(int concurrency, int perEndpoint) {}
