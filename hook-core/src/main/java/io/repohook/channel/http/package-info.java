/** The one guarded way to speak HTTP: every channel that does goes through it. */
@NullMarked
package io.repohook.channel.http;

import org.jspecify.annotations.NullMarked;
