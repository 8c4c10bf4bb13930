/** A body that the administrator wrote as a Mustache template. */
@NullMarked
package io.repohook.format.template;

import org.jspecify.annotations.NullMarked;
