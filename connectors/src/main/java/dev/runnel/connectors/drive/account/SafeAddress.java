package dev.runnel.connectors.drive.account;

import java.net.URI;
import java.util.Set;

/** Which servers may be told a secret. */
public final class SafeAddress {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private SafeAddress() {}

    /** Whether it is https, or this machine itself. */
    public static boolean isSafe(URI address) {
        boolean isWeb = "https".equals(address.getScheme()) && address.getHost() != null;
        return isWeb || ("http".equals(address.getScheme()) && LOOPBACK.contains(String.valueOf(address.getHost())));
    }
}
