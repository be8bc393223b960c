package dev.runnel.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runnel.core.connector.Connectors;
import dev.runnel.core.connector.HttpSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                    PipelineSchema.json(
                            new Connectors(List.of(new HttpSource(), new TableConnector(), new ViewConnector()))),
                    InputFormat.JSON);

    @Test
    void acceptsAPipelineWithEveryPart() {
        assertThat(
                        errors(
                                """
                name: shop
                streams:
                  events:
                    source: { http: { path: /collect } }
                    log: { topic: raw.events, partitions: 6 }
                    key: id
                    unknown_fields: reject
                    fields:
                      id: long!
                      kind: { type: text!, one_of: [a, b] }
                      event: { type: row!, fields: { at: timestamp!, price: { type: "decimal(10,2)", min: 0 } } }
                    to: [ { table: { name: t } } ]
                models:
                  totals: { key: [kind], sql: SELECT 1, to: { view: { path: /totals, chart: { x: a, y: b } } } }
                """))
                .isEmpty();
    }

    @Test
    void refusesUnknownKeysAtEveryLevel() {
        assertThat(errors("name: shop\nstreams: {}\nmodles: {}\n")).isNotEmpty();
        assertThat(errors("name: shop\nstreams: { a: { source: { http: {} }, fields: { id: int }, keey: id } }\n"))
                .isNotEmpty();
        assertThat(errors("name: shop\nstreams: { a: { source: { http: { pth: /x } }, fields: { id: int } } }\n"))
                .isNotEmpty();
        assertThat(errors("name: shop\nstreams: { a: { source: { http: {} }, fields: { id: { tpe: int } } } }\n"))
                .isNotEmpty();
    }

    @Test
    void refusesWrongValues() {
        assertThat(errors("name: Shop\nstreams: {}\n")).isNotEmpty();
        assertThat(errors("name: shop\nstreams: { a: { source: { http: { path: nope } }, fields: { id: int } } }\n"))
                .isNotEmpty();
        assertThat(errors("name: shop\nmodels: {}\n")).isNotEmpty();
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }
}
