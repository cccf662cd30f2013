package org.relabel4j.core.plugin;

/** A plug-in did what it must not: a defect of its own, neither ours nor the caller's. The message names the plug-in, in one line. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param plugin file of the plug-in
     * @param what it did
     */
    public PluginException(String plugin, String what) {
        super("plug-in " + plugin + ": " + what);
    }
}
