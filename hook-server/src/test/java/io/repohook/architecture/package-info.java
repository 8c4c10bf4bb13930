/** The shape of the whole: modules, packages and the arrows between them. */
@NullMarked
package io.repohook.architecture;

import org.jspecify.annotations.NullMarked;
