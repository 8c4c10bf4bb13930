/** How the body of a webhook looks: each format has a package of its own below this one. */
@NullMarked
package io.repohook.format;

import org.jspecify.annotations.NullMarked;
