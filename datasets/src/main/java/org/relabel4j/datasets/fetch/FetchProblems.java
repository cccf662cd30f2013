package org.relabel4j.datasets.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in one line why a download failed, and how to go on. */
final class FetchProblems {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
    private static final int OK = 200;
    private static final int PARTIAL = 206;

    private FetchProblems() {}

    /** What to do with a file that was had by other means: weights have an option of their own. */
    private static String elsewhere(Source.RemoteFile remote) {
        return remote.name().endsWith(".safetensors")
                ? "download it elsewhere and name it as the option weights of the model"
                : "download it elsewhere and name its folder with data-dir";
    }

    static void checkStatus(Source.RemoteFile remote, HttpResponse<?> response) throws FetchException {
        int status = response.statusCode();
        if (status == OK || status == PARTIAL) {
            return;
        }
        String redirected = response.uri().equals(remote.address()) ? "" : " (redirected to " + response.uri() + ")";
        String hint = status == 404 || status == 410
                ? "the file has moved; look for it at the project's own page, or " + elsewhere(remote)
                : status >= 500 || status == 429
                        ? "try again later"
                        : "see whether a browser may have it, or " + elsewhere(remote);
        throw new FetchException(
                remote.address() + redirected + ": the server answers " + status + ", expected 200; " + hint, null);
    }

    /** Checks that a part that was asked for is the one that comes. */
    static void checkRange(Source.RemoteFile remote, HttpResponse<?> response, long from) throws FetchException {
        String range = response.headers().firstValue("Content-Range").orElse("none");
        Matcher matcher = RANGE.matcher(range);
        boolean wanted = from > 0 && matcher.matches() && Long.parseLong(matcher.group(1)) == from;
        if (wanted && !matcher.group(3).equals("*")) {
            long total = Long.parseLong(matcher.group(3));
            wanted = Long.parseLong(matcher.group(2)) == total - 1 && (remote.bytes() == 0 || remote.bytes() == total);
        }
        if (!wanted) {
            throw new FetchException(
                    remote.address() + ": sends the part \"" + range + "\", expected bytes " + from
                            + " to the end; delete " + remote.name() + ".part and run the command again",
                    null);
        }
    }

    static void checkLength(Source.RemoteFile remote, long total) throws FetchException {
        if (remote.bytes() > 0 && total != remote.bytes()) {
            throw new FetchException(
                    remote.address() + ": has " + total + " bytes, expected " + remote.bytes()
                            + "; the file was changed, or something between answers in its place",
                    null);
        }
        if (total > remote.maxBytes()) {
            throw tooLong(remote, remote.maxBytes());
        }
    }

    static FetchException tooLong(Source.RemoteFile remote, long most) {
        return new FetchException(
                remote.address() + ": has more than the " + most + " bytes expected; the file was changed, or something"
                        + " between answers in its place",
                null);
    }

    static FetchException changed(Path file, String sha256, SeenChecksum seen) {
        return new FetchException(
                file + ": has SHA-256 " + sha256 + ", but " + seen.sha256()
                        + " when it was first fetched; it was changed. "
                        + "If you trust the new one, delete " + seen.record() + " and " + file.getFileName()
                        + " and run the command again",
                null);
    }

    static FetchException noAnswer(Source.RemoteFile remote, IOException e) {
        String reason;
        if (isCausedBy(e, UnknownHostException.class) || isCausedBy(e, UnresolvedAddressException.class)) {
            reason = "no such host, or no network";
        } else if (isCausedBy(e, HttpTimeoutException.class)) {
            reason = "no answer in time";
        } else if (isCausedBy(e, ConnectException.class)) {
            reason = "no connection";
        } else if (isCausedBy(e, SSLException.class)) {
            reason = "no secure connection (" + e.getMessage() + ")";
        } else {
            reason = "no sound answer (" + e.getMessage() + ")";
        }
        return new FetchException(
                remote.address() + ": " + reason + "; check the network and https.proxyHost, or " + elsewhere(remote),
                e);
    }

    private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    static FetchException interrupted(Source.RemoteFile remote, long done, long total, IOException e) {
        return new FetchException(
                remote.address() + ": the connection ended after " + done + (total > 0 ? " of " + total : "")
                        + " bytes; run the command again to go on from there",
                e);
    }

    static FetchException onDisk(Path part, IOException e) {
        String reason = e.getMessage();
        if (e instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (e instanceof FileSystemException system) {
            reason = system.getReason() == null ? "an error of the system" : system.getReason();
        }
        return new FetchException(
                part + ": cannot be written: " + reason + "; make room or set " + DataHome.VARIABLE
                        + " to a folder with more, then run the command again",
                e);
    }
}
