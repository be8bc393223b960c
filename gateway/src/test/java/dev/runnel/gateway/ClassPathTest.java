package dev.runnel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassPathTest {
    /** Any number of gateways serve a pipeline, beside a cluster that they do not depend on. */
    @Test
    void hasNoFlink() {
        assertThat(System.getProperty("java.class.path").toLowerCase(java.util.Locale.ROOT))
                .as("remove the dependency that brings Flink from gateway/pom.xml; what both need belongs into core")
                .doesNotContain("flink");
        assertThat(ClassPathTest.class.getClassLoader().getResource("org/apache/flink"))
                .isNull();
    }
}
