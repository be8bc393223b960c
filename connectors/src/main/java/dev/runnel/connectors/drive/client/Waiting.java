package dev.runnel.connectors.drive.client;

import java.time.Instant;

/** Is told when a Drive that is busy or away is waited for. Called by the thread that waits. */
public interface Waiting {
    /** Nobody who wants to know. */
    Waiting UNSEEN = new Waiting() {
        @Override
        public void begins(String why, Instant nextTry) {
            // nobody wants to know
        }

        @Override
        public void ends() {
            // nobody wants to know
        }
    };

    /** Drive did not answer, and is asked again. @param why what was asked, what was wrong, and what to do */
    void begins(String why, Instant nextTry);

    /** Drive answered. */
    void ends();
}
