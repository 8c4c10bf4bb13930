/** The filter for containers of the API jakarta.servlet. */
@NullMarked
package io.repohook.servlet.jakarta;

import org.jspecify.annotations.NullMarked;
