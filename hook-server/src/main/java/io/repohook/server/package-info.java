/**
 * The running program: the flow put together, its configuration kept current, and what it tells of
 * itself.
 */
@NullMarked
package io.repohook.server;

import org.jspecify.annotations.NullMarked;
