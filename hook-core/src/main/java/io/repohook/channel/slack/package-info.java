/** The channel {@code slack}: a message to a Slack incoming webhook. */
@NullMarked
package io.repohook.channel.slack;

import org.jspecify.annotations.NullMarked;
