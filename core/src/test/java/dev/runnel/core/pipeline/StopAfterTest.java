package dev.runnel.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopAfterTest {
    @Test
    void countsTheLastRecordsOnly() {
        StopAfter.Window window = new StopAfter(3, 4).window();
        assertThat(window.add(true)).isFalse();
        assertThat(window.add(true)).isFalse();
        assertThat(window.add(false)).isFalse();
        assertThat(window.add(false)).isFalse();
        assertThat(window.add(true)).isFalse(); // the first has left
        assertThat(window.add(true)).isFalse();
        assertThat(window.add(true)).isTrue();
        assertThat(window.add(false)).isTrue();
        assertThat(window.add(false)).isFalse();
    }

    @Test
    void oneIsEnoughWhenSaidSo() {
        StopAfter.Window window = new StopAfter(1, 1).window();
        assertThat(window.add(false)).isFalse();
        assertThat(window.add(true)).isTrue();
        assertThat(window.add(false)).isFalse();
    }
}
