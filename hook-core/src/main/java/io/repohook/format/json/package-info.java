/** Writes JSON. */
@NullMarked
package io.repohook.format.json;

import org.jspecify.annotations.NullMarked;
