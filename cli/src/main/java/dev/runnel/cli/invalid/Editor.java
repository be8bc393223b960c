package dev.runnel.cli.invalid;

import dev.runnel.cli.failure.CommandFailure;
import dev.runnel.cli.failure.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The user's editor. */
public final class Editor {
    private Editor() {}

    /** Opens a file in what VISUAL or EDITOR names, else in vi, and returns when the user is done. */
    public static void open(Path file) {
        String command = Optional.ofNullable(System.getenv("VISUAL"))
                .filter(v -> !v.isBlank())
                .or(() -> Optional.ofNullable(System.getenv("EDITOR")).filter(e -> !e.isBlank()))
                .orElse("vi");
        try {
            // By a shell, as the variables may hold arguments (`code --wait`); the file is an argument, never pasted.
            int code = new ProcessBuilder(List.of("sh", "-c", command + " \"$1\"", "sh", file.toString()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new CommandFailure(
                        ExitCode.RUN_FAILED,
                        command + " ended with " + code + "; nothing was sent. The file is " + file);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, command + " cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.RUN_FAILED, "interrupted; nothing was sent. The file is " + file, e);
        }
    }
}
