@org.jspecify.annotations.NullMarked
package io.repohook.servlet;
