/**
 * Takes spool files in order: lets their source enrich them, routes the events, commits everything
 * at once.
 */
@NullMarked
package io.repohook.intake;

import org.jspecify.annotations.NullMarked;
