/** The native format: one JSON object, whose schema is published in {@code docs/schema}. */
@NullMarked
package io.repohook.format.repohook;

import org.jspecify.annotations.NullMarked;
