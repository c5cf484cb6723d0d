package com.example.orders;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.test.autoconfigure.AutoConfigureS3Express;
import io.github.s3express.test.autoconfigure.S3ExpressFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@AutoConfigureS3Express
class OrdersTests {

	@Autowired
	private Orders orders;

	@Autowired
	private S3ExpressLocalServer server;

	@Test
	void orderIsFoundAsItWasSaved() {
		this.orders.save("1", "{\"item\":\"bread\"}");
		assertThat(this.orders.find("1")).isEqualTo("{\"item\":\"bread\"}");
		assertThat(this.server.counters().count("CreateSession")).as("the session was made at start").isZero();
	}

	@Test
	@S3ExpressFault(operation = "CreateSession", status = 503, times = 2)
	void orderIsSavedAlthoughS3IsBusy() {
		this.orders.save("1", "{\"item\":\"bread\"}");
		assertThat(this.server.counters().count("CreateSession")).isEqualTo(3);
	}

	@Test
	void scanIsUploaded(@TempDir Path directory) throws Exception {
		this.orders.saveScan("scan", Files.writeString(directory.resolve("scan"), "picture"));
		assertThat(this.orders.find("scan")).isEqualTo("picture");
	}

}
