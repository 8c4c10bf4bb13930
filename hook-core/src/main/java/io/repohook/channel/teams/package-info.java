/** The channel {@code teams}: an Adaptive Card to a Microsoft Teams workflow. */
@NullMarked
package io.repohook.channel.teams;

import org.jspecify.annotations.NullMarked;
