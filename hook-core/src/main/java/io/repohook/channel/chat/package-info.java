/** What chat rooms read of an event, before any chat's markup; and how it is posted to one. */
@NullMarked
package io.repohook.channel.chat;

import org.jspecify.annotations.NullMarked;
