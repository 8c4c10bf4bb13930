/** Why something is sent to a subscription, or not. */
@NullMarked
package io.repohook.server.explain;

import org.jspecify.annotations.NullMarked;
