@NullMarked
package io.repohook.route.filter;

import org.jspecify.annotations.NullMarked;
