/** The webhooks of Y42: the native format, signed as Y42 does. */
@NullMarked
package io.repohook.format.y42;

import org.jspecify.annotations.NullMarked;
