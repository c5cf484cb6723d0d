/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The lives of servers that the extension runs.
 *
 * @author The S3 Express Spring Boot authors
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class S3ExpressLocalServerExtensionTests {

	private static final Set<S3ExpressLocalServer> own = new HashSet<>();

	private static final Set<S3ExpressLocalServer> common = new HashSet<>();

	@RegisterExtension
	static S3ExpressLocalServerExtension shared = new S3ExpressLocalServerExtension(
			S3ExpressLocalServer.builder().bucket(TestClients.BUCKET));

	@RegisterExtension
	S3ExpressLocalServerExtension perTest = new S3ExpressLocalServerExtension();

	@Test
	@Order(1)
	void serversShouldRunDuringTheTest() throws IOException {
		remember();
		shared.server().faults().on(Faults.ANY).error(503, "SlowDown");
		assertThat(head().status()).isEqualTo(503);
	}

	@Test
	@Order(2)
	void staticServerShouldBeSharedAndFreeOfFaults() throws IOException {
		remember();
		assertThat(shared.server().counters().total()).isZero();
		assertThat(head().status()).isEqualTo(200);
		assertThat(common).hasSize(1);
		assertThat(own).hasSize(2);
	}

	@Test
	@Order(3)
	void unregisteredExtensionShouldHaveNoServer() {
		assertThatIllegalStateException().isThrownBy(() -> new S3ExpressLocalServerExtension().server())
			.withMessageContaining("@RegisterExtension");
	}

	private void remember() {
		own.add(this.perTest.server());
		common.add(shared.server());
	}

	private static RawHttp.Answer head() throws IOException {
		return SignedRequest.of(shared.server(), "HEAD", "/" + TestClients.BUCKET).send();
	}

}
