@NullMarked
package io.repohook.git.install;

import org.jspecify.annotations.NullMarked;
