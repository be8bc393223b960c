package dev.runnel.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.core.contract.Contract;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class ShippedContractTest {
    @Test
    void arrivesAsItWasSent() throws Exception {
        Contract contract = Fields.everything();

        byte[] sent = InstantiationUtil.serializeObject(ShippedContract.of(contract));
        ShippedContract arrived =
                InstantiationUtil.deserializeObject(sent, getClass().getClassLoader());

        assertThat(arrived.contract()).isEqualTo(contract);
    }
}
