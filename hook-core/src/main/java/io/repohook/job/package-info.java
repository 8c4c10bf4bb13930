/** Jobs as a source: what {@code repohook run} and {@code emit} spool becomes an event. */
@NullMarked
package io.repohook.job;

import org.jspecify.annotations.NullMarked;
