/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bucket policies of the page about security do what the page says.
 *
 * @author The S3 Express Spring Boot authors
 */
class SecurityPageTests {

	private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

	private static final String BUCKET = "orders--use1-az4--x-s3";

	private S3ExpressLocalServer server;

	@BeforeEach
	void start() {
		this.server = S3ExpressLocalServer.builder()
			.bucket(BUCKET)
			.restrictedPrincipal("orders", "AKIAORDERS", "secret")
			.restrictedPrincipal("other", "AKIAOTHER", "secret")
			.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void pageShouldHaveAllPoliciesThatAreTriedHere() throws IOException {
		assertThat(policies()).hasSize(4);
	}

	@Test
	void grantToARoleShouldAllowItAllModesAndOthersNone() throws IOException {
		put(policies().get(0));
		assertThat(mode("AKIAORDERS", null)).isEqualTo("ReadWrite");
		assertThat(mode("AKIAORDERS", "ReadOnly")).isEqualTo("ReadOnly");
		assertThat(mode("AKIAOTHER", null)).isEqualTo("AccessDenied");
	}

	@Test
	void grantToReadShouldAllowReadOnlySessionsOnly() throws IOException {
		put(policies().get(1));
		assertThat(mode("AKIAORDERS", null)).isEqualTo("ReadOnly");
		assertThat(mode("AKIAORDERS", "ReadWrite")).isEqualTo("AccessDenied");
		assertThat(mode("AKIAOTHER", "ReadOnly")).isEqualTo("AccessDenied");
	}

	@Test
	void denialOfWritesShouldHoldForThoseWhoMayDoAll() throws IOException {
		put(policies().get(2));
		assertThat(mode(this.server.accessKeyId(), null)).isEqualTo("ReadOnly");
		assertThat(mode(this.server.accessKeyId(), "ReadWrite")).isEqualTo("AccessDenied");
	}

	@Test
	void policyOfAnotherAccountsBucketShouldAllowTheRole() throws IOException {
		String policy = policies().get(3);
		assertThat(policy).contains("arn:aws:iam::111122223333:role/orders")
			.contains("arn:aws:s3express:us-east-1:444455556666:bucket/");
		put(policy.replace("444455556666", "111122223333"));
		assertThat(mode("AKIAORDERS", "ReadWrite")).isEqualTo("ReadWrite");
	}

	private void put(String policy) throws IOException {
		// The local server has one account, and users in the place of roles.
		String local = policy.replace("111122223333", "123456789012").replace(":role/", ":user/");
		assertThat(
				SignedRequest.control(this.server, "PUT", "/" + BUCKET).query("policy", "").body(local).send().status())
			.isEqualTo(204);
	}

	/**
	 * The mode of the session that is made, or the code of the refusal.
	 */
	private String mode(String accessKeyId, String mode) throws IOException {
		String secret = accessKeyId.equals(this.server.accessKeyId()) ? this.server.secretAccessKey() : "secret";
		SignedRequest request = SignedRequest.of(this.server, "GET", "/" + BUCKET)
			.query("session", "")
			.credentials(accessKeyId, secret);
		RawHttp.Answer answer = ((mode != null) ? request.header("x-amz-create-session-mode", mode) : request).send();
		if (answer.status() != 200) {
			return answer.code();
		}
		List<SessionControl.LiveSession> live = this.server.sessions().live();
		return live.get(live.size() - 1).mode();
	}

	private static List<String> policies() throws IOException {
		return JSON.matcher(Files.readString(Path.of("../docs/security.md")))
			.results()
			.map((MatchResult block) -> block.group(1))
			.filter((policy) -> policy.contains("\"Principal\""))
			.toList();
	}

}
