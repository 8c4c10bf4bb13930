package io.repohook.cli;

import java.io.PrintWriter;
import java.util.Map;

/** What a command sees of the world around it. */
public record Terminal(PrintWriter out, PrintWriter err, Map<String, String> environment) {}
