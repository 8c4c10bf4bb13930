/** A letter as the bytes of a mail: headers, threads, encodings. */
@NullMarked
package io.repohook.channel.email.mime;

import org.jspecify.annotations.NullMarked;
