package dev.runnel.connectors.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The header {@code Link} as servers write it. */
class LinksTest {
    @Test
    void theNextIsFoundAmongOthers() {
        assertThat(Links.next(List.of(
                        "<https://a/x?page=1>; rel=\"prev\", <https://a/x?page=3,4>; title=\"a\"; rel=\"next last\"")))
                .contains("https://a/x?page=3,4");
        assertThat(Links.next(List.of("<b>;rel=first", "</y?c=2>;rel=NEXT"))).contains("/y?c=2");
    }

    @Test
    void othersAreNone() {
        assertThat(Links.next(List.of())).isEmpty();
        assertThat(Links.next(List.of("<a>; rel=\"nextish\"", "<b>; title=\"rel=next\"x", "nonsense")))
                .isEmpty();
    }
}
