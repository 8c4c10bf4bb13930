/** The webhooks of Orchest: for whom it is delivered, and the event. */
@NullMarked
package io.repohook.format.orchest;

import org.jspecify.annotations.NullMarked;
