/** The channel {@code webhook}: a signed POST to a URL. */
@NullMarked
package io.repohook.channel.webhook;

import org.jspecify.annotations.NullMarked;
