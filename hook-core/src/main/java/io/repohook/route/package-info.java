/** Which subscriptions want an event, and which line of the configuration decided. */
@NullMarked
package io.repohook.route;

import org.jspecify.annotations.NullMarked;
